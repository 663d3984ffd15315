import { isolated } from './isolated.ts';
import type { AnswerWords } from './words.ts';

/** The label of a field, or else its name. `hasOwn`, since the name comes from the request and may be "constructor". */
export const fieldName = (field: string, words: AnswerWords): string =>
  (Object.hasOwn(words.fields, field) ? words.fields[field] : undefined) ?? isolated(field);
