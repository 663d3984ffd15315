import type { Option } from './field.ts';
import { settingsWords } from './settings-words.ts';

/** The choices that a catalogue names. */
export const optionsIn = (labels: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Yes and no of a field that is there either way. */
export function yesOrNo(): readonly Option[] {
  const { form } = settingsWords();
  return [
    { value: true, label: form.yes },
    { value: false, label: form.no },
  ];
}

/** What a catalogue names, and what content has beside it: a code without a word is shown as it is. */
export function withUnknown(known: readonly Option[], content: unknown): readonly Option[] {
  const values: readonly unknown[] = Array.isArray(content) ? content : [];
  const unknown = values.filter((value) => !known.some((one) => one.value === value));
  return [...known, ...unknown.map((value) => ({ value, label: String(value) }))];
}
