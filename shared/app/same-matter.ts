import type { Case } from '../domain/case.ts';
import { keyOf } from '../domain/case-key.ts';
import type { Instant } from '../domain/instant.ts';
import { target } from '../domain/lifecycle.ts';
import { NEIGHBOURS_MAX, neighboursOf, reportersOf } from '../domain/neighbours.ts';
import type { Policy } from '../domain/policy.ts';
import type { Sighting, Spot } from '../records.ts';
import { survivorsOf } from './survivor.ts';
import type { World } from './world.ts';

/** What neighbours reported before, that looks like the same: how many did, and the case to join. */
export interface SameMatter {
  readonly survivor: Case;
  readonly reports: number;
}

/** A flood of reports from one wall is not read to its end; the newest show best what is being worked on. */
const SIGHTINGS_MAX = 10;

const lengthOf = (policy: Policy, found: Case): number | undefined => {
  const { neighbours } = policy.types[found.type];
  return neighbours && policy.calendars.lengthMs('always', neighbours.within);
};

const spotOf = (policy: Policy, { station, place, type, details }: Case): Spot => {
  const alike = policy.types[type].neighbours?.alike ?? [];
  return { station, place, type, answers: alike.map((question) => details[question] ?? '') };
};

/** What is noted of a new report, so that neighbours who see the same are told of it; nothing of other types. */
export function sightingOf(policy: Policy, found: Case, now: Instant): Sighting | undefined {
  const lengthMs = lengthOf(policy, found);
  if (lengthMs === undefined) return undefined;
  return { spot: spotOf(policy, found), key: keyOf(found), at: now, expiresAt: now + lengthMs };
}

/**
 * Looks for the same matter among what neighbours reported before this one. Offered only until somebody works on this
 * one too, and never to a case that others joined; only what came earlier is offered, so two never join each other.
 */
export async function sameMatter(
  { store, policies }: Pick<World, 'store' | 'policies'>,
  found: Case,
): Promise<SameMatter | undefined> {
  const policy = policies.of(found.policyVersion);
  const lengthMs = lengthOf(policy, found);
  if (lengthMs === undefined || target('start', found.status) === undefined || neighboursOf(found) > 0) {
    return undefined;
  }
  const spot = spotOf(policy, found);
  const { receivedAt: at, caseId } = found;
  const keys = await store.sightings(spot, { since: at - lengthMs, before: { at, caseId } }, SIGHTINGS_MAX);
  const seen = new Map<string, Case>();
  for (const key of keys) {
    const reported = await store.load(key);
    const open = reported && ((await survivorsOf({ store }, reported)).at(-1) ?? reported);
    if (open && mayTakeIn(open, found) && alike(policy, open, spot)) seen.set(open.caseId, open);
  }
  const [survivor] = [...seen.values()].toSorted(
    (one, other) => reportersOf(other) - reportersOf(one) || one.receivedAt - other.receivedAt,
  );
  const reports = [...seen.values()].reduce((sum, one) => sum + reportersOf(one), 0);
  return survivor && { survivor, reports };
}

/** It is still being worked on, and has room. */
const mayTakeIn = (survivor: Case, found: Case): boolean =>
  survivor.caseId !== found.caseId &&
  target('join', survivor.status) !== undefined &&
  reportersOf(survivor) > 0 &&
  (survivor.joined ?? 0) + 1 + (found.joined ?? 0) <= NEIGHBOURS_MAX;

/** Its type may have been corrected since it was noted. */
const alike = (policy: Policy, open: Case, { place, type, answers }: Spot): boolean =>
  open.place === place &&
  open.type === type &&
  spotOf(policy, open).answers.every((answer, index) => answer === answers[index]);
