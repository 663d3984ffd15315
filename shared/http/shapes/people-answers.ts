import * as z from 'zod/mini';
import { caseTypes } from '../../cases/case-type.ts';
import { platformsShape } from '../../engine/outbox/platforms.ts';
import { priorities } from '../../engine/priority.ts';
import { responsibles } from '../../engine/responsible.ts';
import { roles } from '../../engine/scope.ts';
import { instant } from './answers.ts';

const optional = z.optional;
const person = z.string();
const shownDay = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const shownAbsence = z
  .strictObject({ from: shownDay, to: shownDay, deputy: optional(person) })
  .check(z.meta({ id: 'Absence', description: 'Days away, the first and the last included.' }));

const shownPerson = z
  .strictObject({
    person,
    role: z.enum([...roles, 'district']),
    displayName: z.string(),
    /** Away until somebody says otherwise. */
    onLeave: z.boolean(),
    deputy: optional(person),
    absences: z.array(shownAbsence),
    /** Away now, for either reason. */
    away: z.boolean(),
    /** Who gets the person's messages now; absent if nobody does. */
    reached: optional(person),
    /** For chiefs alone. */
    platforms: optional(platformsShape()),
  })
  .check(z.meta({ id: 'Person' }));

const unstaffedRole = {
  responsible: z.enum(responsibles),
  from: shownDay,
  /** The last day; absent where nothing that is entered ends it. */
  to: optional(shownDay),
  /** The levels of escalations that address the role, with the types that can have the priority. */
  levels: z.array(
    z.strictObject({
      priority: z.enum(priorities),
      level: z.int(),
      types: z.array(z.enum(caseTypes)),
    }),
  ),
  /** The types of case whose new reports go to the role. */
  firstFor: z.array(z.enum(caseTypes)),
};

const unstaffed = z
  .strictObject({ ...unstaffedRole, sentence: z.string() })
  .check(z.meta({ id: 'Unstaffed', description: 'Days on which a role has nobody.' }));

const warning = z
  .strictObject({
    code: z.enum(['unstaffed', 'nobody-stands-in', 'stood-in-for']),
    sentence: z.string(),
    person: optional(person),
    for: optional(person),
    ...unstaffedRole,
    responsible: optional(unstaffedRole.responsible),
    from: optional(shownDay),
    levels: optional(unstaffedRole.levels),
    firstFor: optional(unstaffedRole.firstFor),
  })
  .check(z.meta({ id: 'RosterWarning' }));

/** The people of the station. `unreadable` entries get no messages until an operator mends them. */
export const people = z.strictObject({
  /** Of the register; what a change was made from. */
  version: z.int(),
  people: z.array(shownPerson),
  /** Who belonged to the station before. */
  struck: z.array(
    z.strictObject({
      person,
      role: z.enum([...roles, 'district']),
      displayName: z.string(),
      at: instant,
      by: person,
    }),
  ),
  unstaffed: z.array(unstaffed),
  unreadable: z.int().check(z.minimum(0)),
});

export const rosterChanged = z.strictObject({
  preview: z.boolean(),
  /** Whether anything was written: not in a preview, and not where all is as it was. */
  recorded: z.boolean(),
  /** As the entry is then; absent when the person was struck. */
  person: optional(shownPerson),
  /** What the change brings about. */
  warnings: z.array(warning),
});
