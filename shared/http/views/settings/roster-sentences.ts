import type { Language } from '../../../engine/language.ts';
import { fill } from '../../../locales/fill.ts';
import { wordsOfAnswers } from '../../../locales/words-of-answers.ts';
import { wordsOfOffice } from '../../../locales/words-of-office.ts';
import type { RosterWarning } from '../../../register/people/roster-warnings.ts';
import type { Unstaffed } from '../../../register/people/staffing.ts';

/** Says when a role has nobody, and what that leads to. */
export function unstaffedSentence(language: Language, gap: Unstaffed): string {
  const { roster } = wordsOfOffice(language);
  const { responsibles, types, between } = wordsOfAnswers(language);
  const { from, to, responsible, levels, firstFor } = gap;
  const values = { from, to: to ?? '', role: responsibles[responsible] };
  const said = levels.map(({ priority, level }) => fill(roster.level, { priority, level }));
  return [
    fill(to === undefined ? roster.unstaffedFrom : roster.unstaffed, values),
    said.length === 0 ? '' : fill(roster.levels, { levels: said.join(between) }),
    firstFor.length === 0
      ? ''
      : fill(roster.firstFor, { types: firstFor.map((type) => types[type]).join(between) }),
  ].join('');
}

interface Named {
  readonly person: string;
  readonly displayName: string;
}

/** Says what a change of the roster brings about. */
export function warningSentence(
  language: Language,
  warning: RosterWarning,
  people: readonly Named[],
): string {
  const { roster } = wordsOfOffice(language);
  const nameOf = (id: string) => people.find(({ person }) => person === id)?.displayName ?? id;
  switch (warning.code) {
    case 'unstaffed':
      return unstaffedSentence(language, warning);
    case 'nobody-stands-in':
      return fill(warning.to === undefined ? roster.nobodyStandsInFrom : roster.nobodyStandsIn, {
        from: warning.from,
        to: warning.to ?? '',
        person: nameOf(warning.person),
      });
    case 'stood-in-for':
      return fill(roster.stoodInFor, { person: nameOf(warning.person), for: nameOf(warning.for) });
  }
}
