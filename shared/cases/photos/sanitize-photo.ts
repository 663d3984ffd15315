import type { Instant } from '../../engine/calendar/instant.ts';
import { Unavailable } from '../../engine/store-errors.ts';
import type { World } from '../../engine/world.ts';
import { commitPhoto } from './commit-photo.ts';
import type { ImageSanitizer } from './image-sanitizer.ts';
import type { Photo, PhotoFault } from './photo.ts';
import type { PhotoAddress } from './photo-store.ts';

type SanitizeWorld = Pick<World, 'store' | 'photoStore' | 'policies' | 'channels'> & {
  readonly imageSanitizer: ImageSanitizer;
};

/** `unasked`: nobody waits for it, or it was looked at before. */
export type Sanitized =
  | { readonly outcome: 'kept' | 'unasked' }
  | { readonly outcome: 'refused'; readonly fault: PhotoFault };

/** The same photo may be granted anew while it is looked at. */
const TRIES_MAX = 3;

/**
 * Looks at a photo that has come in: keeps what it shows or says why not, and discards what was sent. The order makes
 * it safe to begin again anywhere: the picture is there before its place and its case say so, and the original goes
 * last.
 */
export async function sanitizePhoto(
  world: SanitizeWorld,
  at: PhotoAddress,
  now: Instant,
): Promise<Sanitized> {
  const sanitized = await settle(world, at, now);
  await world.photoStore.discardOriginal(at);
  return sanitized;
}

async function settle(world: SanitizeWorld, at: PhotoAddress, now: Instant): Promise<Sanitized> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const photos = await world.store.photos(at.key);
    const before = photos.find(({ photo, state }) => photo === at.photo && state === 'granted');
    const original = before && (await world.photoStore.readOriginal(at));
    if (before === undefined || original === undefined) return { outcome: 'unasked' };
    const looked =
      original === 'too-large' ? { fault: original } : await world.imageSanitizer.sanitize(original);
    if (looked.fault === undefined) {
      await world.photoStore.keep(at, looked.jpeg);
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
