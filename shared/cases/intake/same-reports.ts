import type { Instant } from '../../engine/calendar/instant.ts';
import type { World } from '../../engine/world.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import { keyOf } from '../case-key.ts';
import { CO_REPORTERS_MAX, coReportersOf, reportersOf } from '../decisions/co-reporters.ts';
import { target } from '../lifecycle.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import type { RecentReport, Spot } from './recent-report.ts';

/** What co-reporters reported before, that looks like the same: how many did, and the case to join. */
export interface SameReports {
  readonly primary: Case;
  readonly reports: number;
}

/** A flood of reports from one wall is not read to its end; the newest show best what is being worked on. */
const RECENT_REPORTS_MAX = 10;

const lengthOf = (policy: Policy, found: Case): number | undefined => {
  const { sameReports } = policy.types[found.type];
  return sameReports && policy.calendars.lengthMs('always', sameReports.within);
};

const spotOf = (policy: Policy, { station, place, type, details }: Case): Spot => {
  const alike = policy.types[type].sameReports?.alike ?? [];
  return { station, place, type, answers: alike.map((question) => details[question] ?? '') };
};

/** What is noted of a new report, so that co-reporters who see the same are told of it; nothing of other types. */
export function recentReportOf(policy: Policy, found: Case, now: Instant): RecentReport | undefined {
  const lengthMs = lengthOf(policy, found);
  if (lengthMs === undefined) return undefined;
  return { spot: spotOf(policy, found), key: keyOf(found), at: now, expiresAt: now + lengthMs };
}

/**
 * Looks for the same matter among what co-reporters reported before this one. Offered only until somebody works on this
 * one too, and never to a case that others joined; only what came earlier is offered, so two never join each other.
 */
export async function findSameReports(
  { store, policies }: Pick<World, 'store' | 'policies'>,
  found: Case,
): Promise<SameReports | undefined> {
  const policy = policies.of(found.policyVersion);
  const lengthMs = lengthOf(policy, found);
  if (lengthMs === undefined || target('start', found.status) === undefined || coReportersOf(found) > 0) {
    return undefined;
  }
  const spot = spotOf(policy, found);
  const { receivedAt: at, caseId } = found;
  const keys = await store.recentReports(
    spot,
    { since: at - lengthMs, before: { at, caseId } },
    RECENT_REPORTS_MAX,
  );
  const seen = new Map<string, Case>();
  for (const key of keys) {
    const reported = await store.load(key);
    const open = reported && ((await primariesOf({ store }, reported)).at(-1) ?? reported);
    if (open && mayLink(open, found) && alike(policy, open, spot)) seen.set(open.caseId, open);
  }
  const [primary] = [...seen.values()].toSorted(
    (one, other) => reportersOf(other) - reportersOf(one) || one.receivedAt - other.receivedAt,
  );
  const reports = [...seen.values()].reduce((sum, one) => sum + reportersOf(one), 0);
  return primary && { primary, reports };
}

/** It is still being worked on, and has room. */
const mayLink = (primary: Case, found: Case): boolean =>
  primary.caseId !== found.caseId &&
  target('join', primary.status) !== undefined &&
  reportersOf(primary) > 0 &&
  (primary.linked ?? 0) + 1 + (found.linked ?? 0) <= CO_REPORTERS_MAX;

/** Its type may have been corrected since it was noted. */
const alike = (policy: Policy, open: Case, { place, type, answers }: Spot): boolean =>
  open.place === place &&
  open.type === type &&
  spotOf(policy, open).answers.every((answer, index) => answer === answers[index]);
