import type { Words } from './words.ts';

/** What a field is called where its reader reads of it. `hasOwn`, since a stranger may well send a "constructor". */
export const fieldName = (field: string, words: Words): string =>
  (Object.hasOwn(words.fields, field) ? words.fields[field] : undefined) ?? field;
