import type { Instant } from '../../../engine/calendar/instant.ts';
import { toIso } from '../../../engine/calendar/instant.ts';
import { defined } from '../../../engine/defined.ts';
import type { Language } from '../../../engine/language.ts';
import type { Person, Roster } from '../../../engine/outbox/person.ts';
import { isAway, presentFor } from '../../../engine/outbox/roster.ts';
import type { Scope } from '../../../engine/scope.ts';
import type { RosterWarning } from '../../../register/people/roster-warnings.ts';
import type { Unstaffed } from '../../../register/people/staffing.ts';
import type { ShownPeople, ShownPerson, ShownRosterChange } from '../shown-types.ts';
import { unstaffedSentence, warningSentence } from './roster-sentences.ts';

interface Reader {
  readonly scope: Pick<Scope, 'role'>;
  readonly now: Instant;
  readonly language: Language;
}

interface ListedPeople {
  readonly roster: Roster;
  readonly version: number;
  readonly gaps: readonly Unstaffed[];
}

/** The roster of a station; `unreadable` counts entries that get no messages until an operator mends them. */
export const peopleView = ({ roster, version, gaps }: ListedPeople, reader: Reader): ShownPeople => ({
  version,
  people: roster.people.map((person) => personView(person, roster.people, reader)),
  struck: roster.struck.flatMap(({ person, role, displayName, struck }) =>
    struck === undefined ? [] : [{ person, role, displayName, at: toIso(struck.at), by: struck.by }],
  ),
  unstaffed: gaps.map((gap) => ({ ...gapView(gap), sentence: unstaffedSentence(reader.language, gap) })),
  unreadable: roster.unreadable,
});

/** Where a person is reached is shown to the chiefs, who enter it. */
export function personView(
  { station: _, struck: _struck, absences = [], platforms, ...person }: Person,
  people: readonly Person[],
  { scope, now }: Reader,
): ShownPerson {
  const entry = people.find((one) => one.person === person.person);
  return {
    ...person,
    absences: absences.map((absence) => ({ ...absence })),
    away: entry !== undefined && isAway(entry, now),
    ...defined({
      reached: entry && presentFor(entry, people, now)?.person,
      platforms: scope.role === 'chief' ? platforms : undefined,
    }),
  };
}

const gapView = ({ levels, firstFor, ...gap }: Unstaffed) => ({
  ...gap,
  levels: levels.map(({ types, ...level }) => ({ ...level, types: [...types] })),
  firstFor: [...firstFor],
});

interface ChangedRoster {
  readonly person: Person;
  readonly people: readonly Person[];
  readonly warnings: readonly RosterWarning[];
  readonly recorded: boolean;
  readonly isPreview: boolean;
}

export const rosterChangedView = (
  { person, people, warnings, recorded, isPreview }: ChangedRoster,
  reader: Reader,
): ShownRosterChange => ({
  preview: isPreview,
  recorded,
  ...defined({ person: person.struck ? undefined : personView(person, people, reader) }),
  warnings: warnings.map((warning) => ({
    ...(warning.code === 'unstaffed' ? { ...gapView(warning), code: warning.code } : warning),
    sentence: warningSentence(reader.language, warning, [person, ...people]),
  })),
});
