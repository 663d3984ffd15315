import { HOUR, type Instant } from '../../engine/calendar/instant.ts';
import { asItsReporterFinds } from '../decisions/co-reporters.ts';
import { decide } from '../decisions/decide.ts';
import { findSubmission } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { decideGrant, GRANT_VALID, type Photo } from './photo.ts';
import { photoCompanion, photosOf } from './photo-slots.ts';
import type { UploadGrant } from './photo-store.ts';

export interface PhotoWish {
  /** The client's own id of the photo: asked again, it keeps its place. */
  readonly commandId: string;
  /** Where a browser without a script goes once it has sent the photo: a path of ours, and our origin. */
  readonly back?: { readonly path: string; readonly origin: string };
}

/** A photo may be sent, or was settled already. */
export type Granted =
  | { readonly photo: Photo; readonly upload: UploadGrant; readonly until: Instant; readonly refusal?: never }
  | { readonly photo: Photo; readonly upload?: never; readonly until?: never; readonly refusal?: never };

/** A large photo on a thin line takes its time; afterwards the way back is the secret link itself. */
const RETURN_VALID = HOUR;

/** Two photos may want the same place at once: whoever comes second looks again. */
const TRIES_MAX = 5;

/** Lets the resident who holds the secret link send a photo, as long as the case takes anything more from them. */
export async function grantPhoto(
  world: Pick<World, 'store' | 'photoStore' | 'tickets' | 'system' | 'policies'>,
  token: string,
  { commandId, back }: PhotoWish,
  now: Instant,
): Promise<Granted | Refused> {
  const submission = await findSubmission(world.store, hashOfToken(token));
  const found = submission && (await world.store.load(submission.key));
  if (submission === undefined || found === undefined) return refused({ code: 'not-found' });
  const { key } = submission;
  const adding = { move: 'add-message', text: '' } as const;
  const asked = asItsReporterFinds(found);
  // A report that joined another one is worked on with that.
  const followed = (await primariesOf(world, asked)).at(-1) ?? asked;
  const policy = await world.policies.of(followed.station, followed.policyVersion);
  const { refusal } = decide(followed, adding, { kind: 'resident' }, now, policy);
  if (refusal !== undefined) return refused(refusal);

  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const wish = { photo: world.system.newPhotoId(), commandId };
    const granting = decideGrant(await photosOf(world.store, key), wish, now);
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
