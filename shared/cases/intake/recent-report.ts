import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import type { StationId } from '../../engine/scope.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import type { CaseId } from '../case.ts';
import type { CaseKey } from '../case-key.ts';
import type { CaseType } from '../case-type.ts';
import { caseKeyOf, caseRefOf } from '../stored/row-parts.ts';

/** What reports of the same incident have in common; such reports share a partition. */
export interface Spot {
  readonly station: StationId;
  readonly place: string;
  readonly type: CaseType;
  /** The answers that must be equal, in the order of the policy. */
  readonly answers: readonly string[];
}

/** A recent report, indexed so that later reports of the same incident find it. */
export interface RecentReport {
  readonly spot: Spot;
  readonly key: CaseKey;
  readonly at: Instant;
  readonly expiresAt: Instant;
}

/** Reports from `since` on, and before the case given in `before`. */
export interface RecentReportRange {
  readonly since: Instant;
  readonly before: { readonly at: Instant; readonly caseId: CaseId };
}

/** The parts are codes, which cannot contain the separator. */
const spotPk = ({ station, place, type, answers }: Spot): string =>
  ['S', station, 'N', place, type, ...answers].join('#');
const sortKey = (at: Instant, caseId: string): string => `${toIso(at)}#${caseId}`;

export const recentReportCompanion = ({ spot, key, at, expiresAt }: RecentReport): Companion => ({
  key: { pk: spotPk(spot), sk: sortKey(at, key.id) },
  values: caseRefOf(key),
  expiresAt,
  condition: 'absent',
  conflict: 'version',
});

/** The cases of a spot within the range, newest first. */
export async function recentReports(
  store: Pick<CompanionStore, 'companions'>,
  spot: Spot,
  { since, before }: RecentReportRange,
  limit: number,
): Promise<readonly CaseKey[]> {
  const through = sortKey(before.at, before.caseId);
  // The range includes the case itself, so one row more is read and that case is filtered out.
  const range = { from: toIso(since), through, newestFirst: true, limit: limit + 1 } as const;
  const rows = await store.companions(spotPk(spot), range);
  return rows
    .map(caseKeyOf)
    .filter(({ id }) => id !== before.caseId)
    .slice(0, limit);
}
