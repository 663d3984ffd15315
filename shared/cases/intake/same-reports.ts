import type { Instant } from '../../engine/calendar/instant.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import { keyOf } from '../case-key.ts';
import { CO_REPORTERS_MAX, coReportersOf, reportersOf } from '../decisions/co-reporters.ts';
import { target } from '../lifecycle.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import { isSecret, isSensitive } from '../secrecy.ts';
import type { World } from '../world.ts';
import { type RecentReport, recentReports, type Spot } from './recent-report.ts';

/** Earlier reports that look like the same: how many there are, and the case to join. */
export interface SameReports {
  readonly primary: Case;
  readonly reports: number;
}

/** How many recent reports are read; the newest are enough to find the case that is being worked on. */
const RECENT_REPORTS_MAX = 10;

const lengthOf = (policy: Policy, found: Case): number | undefined => {
  const { sameReports } = policy.types[found.type];
  return sameReports && policy.calendars.lengthMs('always', sameReports.within);
};

const spotOf = (policy: Policy, { station, place, type, details }: Case): Spot => {
  const alike = policy.types[type].sameReports?.alike ?? [];
  return { station, place, type, answers: alike.map((question) => details[question] ?? '') };
};

/** The index row of a new report, by which later reports of the same find it; `undefined` for types without one. */
export function recentReportOf(policy: Policy, found: Case, now: Instant): RecentReport | undefined {
  const lengthMs = lengthOf(policy, found);
  if (lengthMs === undefined) return undefined;
  return { spot: spotOf(policy, found), key: keyOf(found), at: now, expiresAt: now + lengthMs };
}

/**
 * Finds earlier reports of the same incident. None are offered once staff work on this case, or once it has
 * co-reporters. Only earlier reports are offered, so two cases can never be linked to each other.
 */
export async function findSameReports(
  { store, policies }: Pick<World, 'store' | 'policies'>,
  found: Case,
): Promise<SameReports | undefined> {
  const policy = await policies.of(found.station, found.policyVersion);
  const lengthMs = lengthOf(policy, found);
  const mayCompare = target('start', found.status) !== undefined && coReportersOf(found) === 0;
  if (lengthMs === undefined || !mayCompare || isGuarded(policy, found)) return undefined;
  const spot = spotOf(policy, found);
  const { receivedAt: at, caseId } = found;
  const keys = await recentReports(
    store,
    spot,
    { since: at - lengthMs, before: { at, caseId } },
    RECENT_REPORTS_MAX,
  );
  const reported = await Promise.all(
    keys.map(async (key) => {
      const one = await store.load(key);
      return one && ((await primariesOf({ store }, one)).at(-1) ?? one);
    }),
  );
  const candidates = new Map<string, Case>();
  for (const open of reported) {
    if (open && mayLink(open, found) && !isGuarded(policy, open) && isAlike(policy, open, spot))
      candidates.set(open.caseId, open);
  }
  const [primary] = [...candidates.values()].toSorted(
    (one, other) => reportersOf(other) - reportersOf(one) || one.receivedAt - other.receivedAt,
  );
  const reports = [...candidates.values()].reduce((sum, one) => sum + reportersOf(one), 0);
  return primary && { primary, reports };
}

/** Even a count reveals that somebody reported, so a case that was once secret or sensitive is counted nowhere. */
const isGuarded = (policy: Policy, found: Case): boolean =>
  isSecret(found, policy) || isSensitive(found, policy);

/** The case is still being worked on and has not reached its limit of co-reporters. */
const mayLink = (primary: Case, found: Case): boolean =>
  primary.caseId !== found.caseId &&
  target('join', primary.status) !== undefined &&
  reportersOf(primary) > 0 &&
  (primary.linked ?? 0) + 1 + (found.linked ?? 0) <= CO_REPORTERS_MAX;

/** Compared again, since the case's type or answers may have been corrected after it was indexed. */
const isAlike = (policy: Policy, open: Case, { place, type, answers }: Spot): boolean =>
  open.place === place &&
  open.type === type &&
  spotOf(policy, open).answers.every((answer, index) => answer === answers[index]);
