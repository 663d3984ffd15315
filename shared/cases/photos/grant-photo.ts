import { HOUR, type Instant } from '../../engine/calendar/instant.ts';
import { asSeenByReporter } from '../decisions/co-reporters.ts';
import { decide } from '../decisions/decide.ts';
import { findSubmission } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { decideGrant, GRANT_VALID, type Photo } from './photo.ts';
import { photoCompanion, photosOf } from './photo-slots.ts';
import type { UploadGrant } from './photo-store.ts';

export interface PhotoRequest {
  /** The client's id of the photo: a repeated request keeps its slot. */
  readonly commandId: string;
  /** Where a browser without JavaScript is sent after the upload: a path of this site, and its origin. */
  readonly back?: { readonly path: string; readonly origin: string };
}

/** An upload grant, or the photo without one because it was already kept or refused. */
export type Granted =
  | { readonly photo: Photo; readonly upload: UploadGrant; readonly until: Instant; readonly refusal?: never }
  | { readonly photo: Photo; readonly upload?: never; readonly until?: never; readonly refusal?: never };

/** How long the return ticket is valid: a large photo on a slow connection takes long. */
const RETURN_VALID = HOUR;

/** Two requests may take the same slot at once; the second one then tries another slot. */
const TRIES_MAX = 5;

/** Grants an upload to the resident who holds the secret link, as long as they may still add messages to the case. */
export async function grantPhoto(
  world: Pick<World, 'store' | 'photoStore' | 'tickets' | 'system' | 'policies'>,
  token: string,
  { commandId, back }: PhotoRequest,
  now: Instant,
): Promise<Granted | Refused> {
  const submission = await findSubmission(world.store, hashOfToken(token));
  const found = submission && (await world.store.load(submission.key));
  if (submission === undefined || found === undefined) return refused({ code: 'not-found' });
  const { key } = submission;
  const adding = { move: 'add-message' } as const;
  const own = asSeenByReporter(found);
  // For a duplicate, the primary case decides whether anything may be added.
  const followed = (await primariesOf(world, own)).at(-1) ?? own;
  const policy = await world.policies.of(followed.station, followed.policyVersion);
  const { refusal } = decide(followed, adding, { kind: 'resident' }, now, policy);
  if (refusal !== undefined) return refused(refusal);

  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const requested = { photo: world.system.newPhotoId(), commandId };
    const granting = decideGrant(await photosOf(world.store, key), requested, now);
    if ('refusal' in granting) return refused(granting.refusal);
    if ('settled' in granting) return { photo: granting.settled };
    const { after, before } = granting;
    if (!(await world.store.writeCompanions([photoCompanion(key, after, before)]))) continue;
    const ticket = back && (await world.tickets.issue('return', { path: back.path }, now + RETURN_VALID));
    const upload = await world.photoStore.grantUpload(
      { key, photo: after.photo },
      back && `${back.origin}/photos/${ticket}`,
    );
    return { photo: after, upload, until: now + GRANT_VALID };
  }
  return refused({ code: 'too-busy' });
}
