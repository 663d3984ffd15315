import type { BeforeAfter, Comparison } from '../../../cases/replay/count-comparison.ts';
import type { Language } from '../../../engine/language.ts';
import { say } from '../../../locales/say.ts';
import { wordsOfAnswers } from '../../../locales/words-of-answers.ts';
import { wordsOfOffice } from '../../../locales/words-of-office.ts';
import type { ContentFault } from '../../../policies/content-fault.ts';

/** Says in one sentence why content may not be published, and what would become of cases. */
export function faultSentence(
  language: Language,
  { code, path, names }: Pick<ContentFault, 'code' | 'path' | 'names'>,
): string {
  const { faults } = wordsOfOffice(language);
  const said = Object.entries(names).map(([name, value]) => [name, nameOf(language, name, value)]);
  return say(language, faults[code], { ...Object.fromEntries(said), path });
}

/** The word for a code of the content; a code without a word is shown as it is. */
function nameOf(language: Language, name: string, value: string): string {
  const { types, statuses, clocks, responsibles, between } = wordsOfAnswers(language);
  const { lengths, decisions, ...staff } = wordsOfOffice(language);
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    type: types,
    status: { ...statuses, ...staff.statuses },
    milestone: clocks,
    to: { ...responsibles, ...staff.receivers },
    length: lengths,
    what: decisions,
  };
  return value
    .split(',')
    .map((one) => words[name]?.[one] ?? one)
    .join(between);
}

/** Says what another policy would have changed: "3 more reminders, 1 more call of the chief". */
export function replaySentence(language: Language, comparison: Comparison): string {
  const { replay } = wordsOfOffice(language);
  const { responsibles, between } = wordsOfAnswers(language);
  const { reminders, breaches, levels, refused } = comparison;
  const part = ({ before, after }: BeforeAfter, more: string, fewer: string, role = '') =>
    before === after
      ? []
      : [say(language, after > before ? more : fewer, { count: Math.abs(after - before), role })];
  const parts = [
    ...part(reminders, replay.moreReminders, replay.fewerReminders),
    ...part(breaches, replay.moreBreaches, replay.fewerBreaches),
    ...levels.flatMap((level) => part(level, replay.moreLevels, replay.fewerLevels, responsibles[level.to])),
    ...part(refused, replay.moreRefused, replay.fewerRefused),
  ];
  if (parts.length === 0) return replay.nothing;
  return say(language, replay.changes, { parts: parts.join(between) });
}
