import type { InputError } from '../../shared/http/problem.ts';
import { fieldName } from '../../shared/locales/field-name.ts';
import { fill } from '../../shared/locales/fill.ts';
import type { Words } from '../../shared/locales/words.ts';
import type { FieldError } from './components/field.ts';

/** The errors of a form in its own wording, each with the field to correct. */
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
