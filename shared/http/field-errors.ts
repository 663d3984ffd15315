import type { FieldError } from '../../web/resident/components/field.ts';
import { fill } from '../locales/fill.ts';
import type { Words } from '../locales/words.ts';
import type { InputError } from './problem.ts';

/** What is wrong with a form, in its own words, each with the field where it is put right. */
export const fieldErrors = (
  errors: readonly InputError[],
  targets: Readonly<Record<string, string>>,
  words: Words,
): readonly FieldError[] =>
  errors.map(({ field, code }) => ({
    target: (Object.hasOwn(targets, field) ? targets[field] : undefined) ?? 'main',
    message:
      words.form.errors[`${field}.${code}`] ??
      fill(words.inputErrors[code], { field: fieldName(field, words) }),
  }));

/** What a field is called where its reader reads of it. `hasOwn`, since a stranger may well send a "constructor". */
export const fieldName = (field: string, words: Words): string =>
  (Object.hasOwn(words.fields, field) ? words.fields[field] : undefined) ?? field;
