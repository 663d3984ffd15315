import type { InputError } from '../../shared/http/problem.ts';
import { fieldName } from '../../shared/locales/field-name.ts';
import { fill } from '../../shared/locales/fill.ts';
import type { Words } from '../../shared/locales/words.ts';
import type { FieldError } from './components/field.ts';

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
