import type { Instant } from '../../engine/calendar/instant.ts';
import { handleCommand } from '../../engine/commands/handle-command.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { caseAggregate } from '../case-aggregate.ts';
import type { CaseKey } from '../case-key.ts';
import { refused } from '../refused.ts';
import type { World } from '../world.ts';
import type { ImageSanitizer } from './image-sanitizer.ts';
import type { Photo, PhotoFault } from './photo.ts';
import { photoCompanion, photosOf } from './photo-slots.ts';
import type { PhotoAddress } from './photo-store.ts';

type SanitizeWorld = Pick<World, 'store' | 'photoStore' | 'policies' | 'channels'> & {
  readonly imageSanitizer: ImageSanitizer;
};

/** `unasked`: no slot waits for this photo, or it was sanitized before. */
export type Sanitized =
  | { readonly outcome: 'kept' | 'unasked' }
  | { readonly outcome: 'refused'; readonly fault: PhotoFault };

/** The same photo may be granted again while it is being sanitized. */
const TRIES_MAX = 3;

/**
 * Sanitizes an uploaded photo: keeps the sanitized copy or records why it was refused, then discards the original. The
 * order makes every step repeatable: the copy is stored before its slot and its case refer to it, and the original is
 * deleted last.
 */
export async function sanitizePhoto(
  world: SanitizeWorld,
  at: PhotoAddress,
  now: Instant,
): Promise<Sanitized> {
  const sanitized = await sanitizeIntoSlot(world, at, now);
  await world.photoStore.discardOriginal(at);
  return sanitized;
}

async function sanitizeIntoSlot(world: SanitizeWorld, at: PhotoAddress, now: Instant): Promise<Sanitized> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const photos = await photosOf(world.store, at.key);
    const before = photos.find(({ photo, state }) => photo === at.photo && state === 'granted');
    const original = before && (await world.photoStore.readOriginal(at));
    if (before === undefined || original === undefined) return { outcome: 'unasked' };
    const result =
      original === 'too-large' ? { fault: original } : await world.imageSanitizer.sanitize(original);
    if (result.fault === undefined) {
      await world.photoStore.keep(at, result.jpeg);
      const companion = photoCompanion(at.key, settled(before, undefined, now), before);
      if (await reportKept(world, at.key, companion, now)) return { outcome: 'kept' };
    } else {
      const companion = photoCompanion(at.key, settled(before, result.fault, now), before);
      if (await world.store.writeCompanions([companion])) return { outcome: 'refused', fault: result.fault };
    }
  }
  throw new Unavailable('the slot of a photo kept changing');
}

/**
 * Records in the case that a photo was kept, in the transaction that marks its slot as kept. The slot changes once, so
 * repeated upload events record the fact once. A case that accepts nothing more gets no fact, but its photo is kept.
 * False when the slot has changed.
 */
async function reportKept(
  world: SanitizeWorld,
  key: CaseKey,
  companion: Companion,
  now: Instant,
): Promise<boolean> {
  const target = { key, station: key.station, now };
  const handled = await handleCommand(world, caseAggregate, target, async ({ before, conflict }) => {
    if (before === undefined || conflict === 'photo') return refused({ code: 'not-found' });
    return {
      command: { move: 'photo-kept' as const },
      by: { kind: 'resident' as const },
      companions: () => [companion],
    };
  });
  if (handled.outcome === 'conflict') {
    if (handled.conflict === 'photo') return false;
    throw new Unavailable('the case of a photo kept changing');
  }
  return handled.outcome !== 'refused';
}

function settled(
  { slot, photo, commandId, grantedAt, grants }: Photo,
  fault: PhotoFault | undefined,
  settledAt: Instant,
): Photo {
  const base = { slot, photo, commandId, grantedAt, grants, settledAt };
  return fault === undefined ? { ...base, state: 'kept' } : { ...base, state: 'refused', fault };
}
