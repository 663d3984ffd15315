import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import type { StationId } from '../../engine/scope.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import type { CaseId } from '../case.ts';
import type { CaseKey } from '../case-key.ts';
import type { CaseType } from '../case-type.ts';
import { caseKeyOf, leadingTo } from '../row-parts.ts';

/** What reports of the same thing have in common: they stand in one partition. */
export interface Spot {
  readonly station: StationId;
  readonly place: string;
  readonly type: CaseType;
  /** The answers that must be alike, in the order of the policy. */
  readonly answers: readonly string[];
}

/** A report of something at a place: found by later reports of the same. */
export interface RecentReport {
  readonly spot: Spot;
  readonly key: CaseKey;
  readonly at: Instant;
  readonly expiresAt: Instant;
}

/** Reported at `since` or later, and before this case of that instant. */
export interface RecentReportRange {
  readonly since: Instant;
  readonly before: { readonly at: Instant; readonly caseId: CaseId };
}

/** Codes only, none of which may hold the separator. */
const spotPk = ({ station, place, type, answers }: Spot): string =>
  ['S', station, 'N', place, type, ...answers].join('#');
const sortKey = (at: Instant, caseId: string): string => `${toIso(at)}#${caseId}`;

export const recentReportCompanion = ({ spot, key, at, expiresAt }: RecentReport): Companion => ({
  key: { pk: spotPk(spot), sk: sortKey(at, key.id) },
  values: leadingTo(key),
  expiresAt,
  condition: 'absent',
  conflict: 'version',
});

/** Cases reported at a spot since then and before that case, newest first. */
export async function recentReports(
  store: Pick<CompanionStore, 'companions'>,
  spot: Spot,
  { since, before }: RecentReportRange,
  limit: number,
): Promise<readonly CaseKey[]> {
  const through = sortKey(before.at, before.caseId);
  // The case itself stands at the end of the range.
  const range = { from: toIso(since), through, newestFirst: true, limit: limit + 1 } as const;
  const rows = await store.companions(spotPk(spot), range);
  return rows
    .map(caseKeyOf)
    .filter(({ id }) => id !== before.caseId)
    .slice(0, limit);
}
