import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { HOUR, type Instant } from '../../engine/calendar/instant.ts';
import type { CaseKey } from '../case-key.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { decideGrant, GRANT_VALID, helperPhotoSlots, type Photo, photoSlots } from './photo.ts';
import { photoCompanion, photosOf } from './photo-slots.ts';
import type { UploadGrant } from './photo-store.ts';

export interface PhotoRequest {
  /** The client's id of the photo: a repeated request keeps its slot. */
  readonly commandId: string;
  /** Where a browser without JavaScript is sent after the upload: a path of this site, and its origin. */
  readonly back?: { readonly path: string; readonly origin: string };
}

/** Who may send a photo: into the slots of this case, uploaded under the name of this aggregate. */
export interface PhotoSender {
  readonly key: CaseKey;
  readonly uploadsTo: AggregateKey;
  /** The helper's task that the photo answers; absent for the reporter. */
  readonly task?: string;
}

/** An upload grant, or the photo without one because it was already kept or refused. */
export type Granted =
  | { readonly photo: Photo; readonly upload: UploadGrant; readonly until: Instant; readonly refusal?: never }
  | { readonly photo: Photo; readonly upload?: never; readonly until?: never; readonly refusal?: never };

/** How long the return ticket is valid: a large photo on a slow connection takes long. */
const RETURN_VALID = HOUR;

/** Two requests may take the same slot at once; the second one then tries another slot. */
const TRIES_MAX = 5;

/** Takes a slot for a photo of somebody who was found to be allowed to send one, and grants its upload. */
export async function takeSlot(
  world: Pick<World, 'store' | 'photoStore' | 'tickets' | 'system'>,
  { key, uploadsTo, task }: PhotoSender,
  { commandId, back }: PhotoRequest,
  now: Instant,
): Promise<Granted | Refused> {
  const slots = task === undefined ? photoSlots : helperPhotoSlots;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const requested = { photo: world.system.newPhotoId(), commandId };
    const granting = decideGrant(await photosOf(world.store, key, task), requested, now, slots);
    if ('refusal' in granting) return refused(granting.refusal);
    if ('settled' in granting) return { photo: granting.settled };
    const { after, before } = granting;
    if (!(await world.store.writeCompanions([photoCompanion(key, after, before, task)]))) continue;
    const ticket = back && (await world.tickets.issue('return', { path: back.path }, now + RETURN_VALID));
    const upload = await world.photoStore.grantUpload(
      { key: uploadsTo, photo: after.photo },
      back && `${back.origin}/photos/${ticket}`,
    );
    return { photo: after, upload, until: now + GRANT_VALID };
  }
  return refused({ code: 'too-busy' });
}
