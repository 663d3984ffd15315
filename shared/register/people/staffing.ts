import { type CaseType, caseTypes } from '../../cases/case-type.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import {
  dayNumberAt,
  dayNumberOf,
  type LocalDay,
  localDayAt,
  startOfDay,
} from '../../engine/calendar/local-day.ts';
import type { Person } from '../../engine/outbox/person.ts';
import { addressees } from '../../engine/outbox/roster.ts';
import { type Priority, priorities } from '../../engine/priority.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';

/** A role that nobody fills for some days, and what would then reach nobody. */
export interface Unstaffed {
  readonly responsible: Responsible;
  readonly from: LocalDay;
  /** The last day; absent where nothing that is entered ends it. */
  readonly to?: LocalDay;
  /** The levels of escalations that address the role, with the types of case that can have this priority. */
  readonly levels: readonly {
    readonly priority: Priority;
    readonly level: number;
    readonly types: readonly CaseType[];
  }[];
  /** The types of case whose new reports go to the role. */
  readonly firstFor: readonly CaseType[];
}

/** Days on which a roster changes are looked at no further than these: more than a year of absences. */
const CHANGES_MAX = 400;

/** When which role has nobody, from today on. A level that reaches nobody escalates at once. */
export function unstaffed(
  people: readonly Person[],
  policy: Pick<Policy, 'escalations' | 'types'>,
  now: Instant,
): readonly Unstaffed[] {
  const days = daysOfChange(people, now);
  return addressedRoles(policy).flatMap((responsible) =>
    gapsOf(days, (at) => addressees({ to: responsible }, people, at).length === 0).map((gap) => ({
      responsible,
      ...gap,
      levels: levelsOf(policy, responsible),
      firstFor: caseTypes.filter((type) => policy.types[type].firstResponsible === responsible),
    })),
  );
}

/** Roles outside the station and residents are on no roster. */
const ofRoster: ReadonlySet<Responsible> = new Set(['guard', 'officer', 'chief', 'district']);

function addressedRoles({
  escalations,
  types,
}: Pick<Policy, 'escalations' | 'types'>): readonly Responsible[] {
  const ofLevels = priorities.flatMap((priority) =>
    escalations[priority].levels.map(({ responsible }) => responsible),
  );
  const first = caseTypes.map((type) => types[type].firstResponsible);
  return [...new Set([...ofLevels, ...first])].filter((role) => ofRoster.has(role));
}

function levelsOf({ escalations, types }: Pick<Policy, 'escalations' | 'types'>, responsible: Responsible) {
  return priorities.flatMap((priority) =>
    escalations[priority].levels.flatMap((level, index) =>
      level.responsible === responsible
        ? [
            {
              priority,
              level: index + 1,
              types: caseTypes.filter((type) => types[type].terms.some((one) => one.priority === priority)),
            },
          ]
        : [],
    ),
  );
}

/** Days on which somebody is missing; without an end where nothing that is entered ends it. */
export type Gap = Pick<Unstaffed, 'from' | 'to'>;

/** Between two days on which something changes, the roster is the same. */
export function gapsOf(days: readonly number[], isMissing: (at: Instant) => boolean): readonly Gap[] {
  const gaps: Gap[] = [];
  let since: number | undefined;
  for (const day of days) {
    if (isMissing(startOfDay(day))) since ??= day;
    else if (since !== undefined) {
      gaps.push({ from: dateOf(since), to: dateOf(day - 1) });
      since = undefined;
    }
  }
  return since === undefined ? gaps : [...gaps, { from: dateOf(since) }];
}

const dateOf = (day: number): LocalDay => localDayAt(startOfDay(day));

/** Today, and each later day on which somebody goes or comes back. */
export function daysOfChange(people: readonly Person[], now: Instant): readonly number[] {
  const today = dayNumberAt(now);
  const changes = people.flatMap(({ absences = [] }) =>
    absences.flatMap(({ from, to }) => [dayNumberOf(from), dayNumberOf(to) + 1]),
  );
  const later = changes.filter((day) => day > today).toSorted((one, other) => one - other);
  return [today, ...new Set(later)].slice(0, CHANGES_MAX);
}

/** What one roster leaves unstaffed and another does not. */
export const unstaffedSince = (
  before: readonly Unstaffed[],
  after: readonly Unstaffed[],
): readonly Unstaffed[] =>
  after.filter(
    (one) => !before.some((known) => known.responsible === one.responsible && isWithin(one, known)),
  );

export const isWithin = (one: Gap, known: Gap): boolean =>
  known.from <= one.from && (known.to === undefined || (one.to !== undefined && one.to <= known.to));
