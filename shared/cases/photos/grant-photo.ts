import type { Instant } from '../../engine/calendar/instant.ts';
import { asSeenByReporter } from '../decisions/co-reporters.ts';
import { decide } from '../decisions/decide.ts';
import { findLink } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Granted, type PhotoRequest, takeSlot } from './take-slot.ts';

/** Grants an upload to the resident who holds the secret link, as long as they may still add messages to the case. */
export async function grantPhoto(
  world: Pick<World, 'store' | 'photoStore' | 'tickets' | 'system' | 'policies'>,
  token: string,
  request: PhotoRequest,
  now: Instant,
): Promise<Granted | Refused> {
  const link = await findLink(world.store, hashOfToken(token));
  const found = link && (await world.store.load(link.key));
  if (link === undefined || found === undefined) return refused({ code: 'not-found' });
  const { key } = link;
  const adding = { move: 'add-message' } as const;
  const own = asSeenByReporter(found);
  // For a duplicate, the primary case decides whether anything may be added.
  const followed = (await primariesOf(world, own)).at(-1) ?? own;
  const policy = await world.policies.of(followed.station, followed.policyVersion);
  const { refusal } = decide(followed, adding, { kind: 'resident' }, now, policy);
  if (refusal !== undefined) return refused(refusal);
  return takeSlot(world, { key, uploadsTo: key }, request, now);
}
