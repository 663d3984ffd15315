import * as z from 'zod/mini';
import { dayNumberOf, type LocalDay } from '../../engine/calendar/local-day.ts';
import { platformsShape } from '../../engine/outbox/platforms.ts';
import { roles } from '../../engine/scope.ts';
import { ABSENCES_MAX } from '../../register/people/person-entry.ts';
import { personId } from './ids.ts';
import { line, rule } from './text.ts';

const rosterRole = () => z.enum([...roles, 'district']);

const isDay = (text: string): boolean => {
  try {
    return /^20\d\d-\d\d-\d\d$/.test(text) && dayNumberOf(text as LocalDay) > 0;
  } catch {
    return false;
  }
};

/** A day of the station, which is in Shanghai time. */
const day = () =>
  z.pipe(
    z.string().check(rule('wrong-format', isDay), z.meta({ examples: ['2026-12-01'] })),
    z.transform((text: string) => text as LocalDay),
  );

const change = () => ({
  person: personId(),
  /** Only says what it would bring about, and writes nothing. */
  preview: z.exactOptional(z.boolean()),
  /** The `version` of the list that the change was made from; with another one it is refused. */
  expectedVersion: z.exactOptional(z.int().check(z.minimum(0))),
});

export const enteredPerson = () =>
  z.strictObject({
    ...change(),
    role: rosterRole(),
    displayName: line(60),
    /** Away until somebody says otherwise. */
    onLeave: z.exactOptional(z.boolean()),
    deputy: z.exactOptional(personId()),
    platforms: z.exactOptional(platformsShape()),
  });

export const setAbsences = () =>
  z.strictObject({
    ...change(),
    absences: z
      .array(
        z
          .strictObject({ from: day(), to: day(), deputy: z.exactOptional(personId()) })
          .check(rule('wrong-format', ({ from, to }) => from <= to)),
      )
      .check(rule('too-many', (all) => all.length <= ABSENCES_MAX)),
  });

export const struckPerson = () => z.strictObject(change());
