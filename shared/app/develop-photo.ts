import type { Instant } from '../domain/instant.ts';
import type { Photo, PhotoFault } from '../domain/photo.ts';
import { type Darkroom, Unavailable } from '../ports.ts';
import type { PhotoAddress } from '../records.ts';
import { commitPhoto } from './commit-photo.ts';
import type { World } from './world.ts';

type DevelopWorld = Pick<World, 'store' | 'album' | 'policies' | 'channels'> & {
  readonly darkroom: Darkroom;
};

/** `unasked`: nobody waits for it, or it was looked at before. */
export type Developed =
  | { readonly outcome: 'kept' | 'unasked' }
  | { readonly outcome: 'refused'; readonly fault: PhotoFault };

/** The same photo may be granted anew while it is looked at. */
const TRIES_MAX = 3;

/**
 * Looks at a photo that has come in: keeps what it shows or says why not, and discards what was sent. The order makes
 * it safe to begin again anywhere: the picture is there before its place and its case say so, and the original goes
 * last.
 */
export async function developPhoto(world: DevelopWorld, at: PhotoAddress, now: Instant): Promise<Developed> {
  const developed = await settle(world, at, now);
  await world.album.discardOriginal(at);
  return developed;
}

async function settle(world: DevelopWorld, at: PhotoAddress, now: Instant): Promise<Developed> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const photos = await world.store.photos(at.key);
    const before = photos.find(({ photo, state }) => photo === at.photo && state === 'granted');
    const original = before && (await world.album.takeIn(at));
    if (before === undefined || original === undefined) return { outcome: 'unasked' };
    const looked = original === 'too-large' ? { fault: original } : await world.darkroom.develop(original);
    if (looked.fault === undefined) {
      await world.album.keep(at, looked.jpeg);
      const step = { before, after: settled(before, undefined, now) };
      if (await commitPhoto(world, at.key, step, now)) return { outcome: 'kept' };
    } else if (await world.store.writePhoto(at.key, settled(before, looked.fault, now), before)) {
      return { outcome: 'refused', fault: looked.fault };
    }
  }
  throw new Unavailable('the place of a photo kept changing');
}

function settled(
  { slot, photo, commandId, grantedAt, grants }: Photo,
  fault: PhotoFault | undefined,
  settledAt: Instant,
): Photo {
  const base = { slot, photo, commandId, grantedAt, grants, settledAt };
  return fault === undefined ? { ...base, state: 'kept' } : { ...base, state: 'refused', fault };
}
