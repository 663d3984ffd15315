import * as z from 'zod/mini';
import { caseTypes } from '../../cases/case-type.ts';
import { TEMPLATE_MAX, TEMPLATES_MAX, TITLE_MAX } from '../../policies/templates-content.ts';
import { line, multiline, rule } from './text.ts';

const version = () => z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/));

/** Its faults are not errors of fields: they say what would become of cases. */
const content = () =>
  z.record(z.string(), z.unknown()).check(
    z.meta({
      description:
        'In the form in which it is shown, as a whole. Its `version` is given by the server, and may be left out.',
    }),
  );

const publication = () => ({
  /** What the version is called. */
  name: line(60),
  /** Why it was published. It is kept with the version. */
  reason: multiline(500),
  /** The version in use that the content was made from; left out while there is none. With another one it is refused. */
  expectedVersion: z.exactOptional(version()),
});

export const preview = () => z.strictObject({ content: content() });
export const published = () => z.strictObject({ content: content(), ...publication() });

const template = () =>
  z.strictObject({
    title: line(TITLE_MAX),
    text: multiline(TEMPLATE_MAX),
    /** The types of case that it is offered for; all when absent. */
    types: z.exactOptional(z.array(z.enum(caseTypes)).check(rule('too-short', (all) => all.length > 0))),
  });

export const setTemplates = () =>
  z.strictObject({
    templates: z.array(template()).check(rule('too-many', (all) => all.length <= TEMPLATES_MAX)),
    expectedVersion: z.exactOptional(version()),
  });
