import type { Instant } from '../../engine/calendar/instant.ts';
import type { LocalDay } from '../../engine/calendar/local-day.ts';
import type { Person } from '../../engine/outbox/person.ts';
import { isAway, presentFor } from '../../engine/outbox/roster.ts';
import type { PersonId } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import { daysOfChange, gapsOf, isWithin, type Unstaffed, unstaffed, unstaffedSince } from './staffing.ts';

/** What a change of the roster brings about that the chief who makes it should know before. */
export type RosterWarning =
  /** A role has nobody: its levels escalate at once, and new reports reach nobody. */
  | ({ readonly code: 'unstaffed' } & Unstaffed)
  /** The person is away on these days, and nobody who is there gets the messages about their own cases. */
  | {
      readonly code: 'nobody-stands-in';
      readonly person: PersonId;
      readonly from: LocalDay;
      /** The last day; absent where nothing that is entered ends it. */
      readonly to?: LocalDay;
    }
  /** The person was to stand in for another whenever they are away, who has nobody then. */
  | { readonly code: 'stood-in-for'; readonly person: PersonId; readonly for: PersonId };

interface Rosters {
  readonly before: readonly Person[];
  readonly after: readonly Person[];
  readonly changed: PersonId;
}

export function rosterWarnings(
  { before, after, changed }: Rosters,
  policy: Pick<Policy, 'escalations' | 'types'>,
  now: Instant,
): readonly RosterWarning[] {
  const gaps = unstaffedSince(unstaffed(before, policy, now), unstaffed(after, policy, now));
  const alone = leftAlone({ before, after }, now);
  return [
    ...gaps.map((gap) => ({ code: 'unstaffed', ...gap }) as const),
    ...alone,
    ...withoutDeputy({ before, after, changed }).filter(
      (one) => !alone.some(({ person }) => person === one.for),
    ),
  ];
}

/** Who gets nobody to stand in, on days on which somebody did before: the changed person, or those whom it stood in for. */
function leftAlone({ before, after }: Pick<Rosters, 'before' | 'after'>, now: Instant) {
  const days = daysOfChange([...before, ...after], now);
  const aloneIn = (roster: readonly Person[], person: Person | undefined) =>
    person === undefined
      ? []
      : gapsOf(days, (at) => isAway(person, at) && presentFor(person, roster, at) === undefined);
  return after
    .filter(({ role }) => role !== 'auditor')
    .flatMap((person) => {
      const known = aloneIn(before, entryOf(before, person.person));
      return aloneIn(after, person)
        .filter((gap) => !known.some((one) => isWithin(gap, one)))
        .map((gap) => ({ code: 'nobody-stands-in', person: person.person, ...gap }) as const);
    });
}

/** For whom the changed person was to stand in whenever they are away, and cannot any more. */
function withoutDeputy({ before, after, changed }: Rosters) {
  const canStandIn = (roster: readonly Person[]) =>
    (entryOf(roster, changed)?.role ?? 'auditor') !== 'auditor';
  if (!canStandIn(before) || canStandIn(after)) return [];
  return after
    .filter(({ person, deputy }) => person !== changed && deputy === changed)
    .map(({ person }) => ({ code: 'stood-in-for', person: changed, for: person }) as const);
}

const entryOf = (roster: readonly Person[], id: PersonId): Person | undefined =>
  roster.find(({ person }) => person === id);
