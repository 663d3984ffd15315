import type { Instant } from '../../engine/calendar/instant.ts';
import { handleCommand } from '../../engine/commands/handle-command.ts';
import type { Recipient } from '../../engine/secrets/recipient.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { caseAggregate } from '../case-aggregate.ts';
import type { CaseKey } from '../case-key.ts';
import { readerOf } from '../recipients.ts';
import { refused } from '../refused.ts';
import type { World } from '../world.ts';
import type { ImageSanitizer } from './image-sanitizer.ts';
import type { Photo, PhotoFault, PhotoId } from './photo.ts';
import { photoCompanion, photosOf } from './photo-slots.ts';
import { type PhotoAddress, type StoredPhoto, sealedAt } from './photo-store.ts';

export type SanitizeWorld = Pick<World, 'store' | 'photoStore' | 'sealer' | 'policies'> & {
  readonly imageSanitizer: ImageSanitizer;
};

/** `unasked`: no slot waits for this photo, it was sanitized before, or its sender may not add it any more. */
export type Sanitized =
  | { readonly outcome: 'kept' | 'unasked' }
  | { readonly outcome: 'refused'; readonly fault: PhotoFault };

/** Where an uploaded photo belongs. */
export interface PhotoOwner {
  /** The case that keeps it. */
  readonly key: CaseKey;
  /** The helper's task that it answers; absent for a photo of the reporter. */
  readonly task?: string;
  /** Who can open it besides the staff of the station. */
  readonly alsoFor: readonly Recipient[];
  /** Records in the transaction that marks the slot as kept that it was. False when that was not to be, or has changed. */
  record(companion: Companion): Promise<boolean>;
}

/** The same photo may be granted again while it is being sanitized. */
const TRIES_MAX = 3;

/**
 * Sanitizes a photo that the reporter of a case uploaded: keeps the sanitized copy, sealed to the station and to the
 * holder of the link of its case, or records why it was refused, then discards the original.
 */
export async function sanitizePhoto(
  world: SanitizeWorld,
  at: PhotoAddress,
  now: Instant,
): Promise<Sanitized> {
  const { key } = at;
  return sanitizeFor(world, at, now, async () => {
    const found = await world.store.load(key);
    if (found === undefined) return undefined;
    const alsoFor = [await readerOf(world.store, found)];
    return { key, alsoFor, record: (companion) => reportKept(world, key, companion, now) };
  });
}

/**
 * Sanitizes an uploaded photo for its owner, who is looked for in every try. The order makes every step repeatable: the
 * copy is stored before its slot and its case refer to it, and the original is deleted last.
 */
export async function sanitizeFor(
  world: SanitizeWorld,
  at: StoredPhoto,
  now: Instant,
  ownerNow: () => Promise<PhotoOwner | undefined>,
): Promise<Sanitized> {
  const sanitized = await sanitizeIntoSlot(world, at, now, ownerNow);
  await world.photoStore.discardOriginal(at);
  return sanitized;
}

async function sanitizeIntoSlot(
  world: SanitizeWorld,
  at: StoredPhoto,
  now: Instant,
  ownerNow: () => Promise<PhotoOwner | undefined>,
): Promise<Sanitized> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const owner = await ownerNow();
    const photos = owner === undefined ? [] : await photosOf(world.store, owner.key, owner.task);
    const before = photos.find(({ photo, state }) => photo === at.photo && state === 'granted');
    const original = before && (await world.photoStore.readOriginal(at));
    if (owner === undefined || before === undefined || original === undefined) return { outcome: 'unasked' };
    const result =
      original === 'too-large' ? { fault: original } : await world.imageSanitizer.sanitize(original);
    const companion = photoCompanion(owner.key, settled(before, result.fault, now), before, owner.task);
    if (result.fault === undefined) {
      await keepSealed(world, owner, at.photo, result.jpeg);
      if (await owner.record(companion)) return { outcome: 'kept' };
    } else if (await world.store.writeCompanions([companion])) {
      return { outcome: 'refused', fault: result.fault };
    }
  }
  throw new Unavailable('the slot of a photo kept changing');
}

/** Keeps the photo sealed: this function opens none, and neither does who reads the bucket. */
async function keepSealed(
  { photoStore, sealer }: SanitizeWorld,
  { key, alsoFor }: PhotoOwner,
  photo: PhotoId,
  jpeg: Uint8Array,
): Promise<void> {
  const at = { key, photo };
  const to = [...(await sealer.stationRecipients(key.station, ['station'])), ...alsoFor];
  await photoStore.keep(at, await sealer.sealBytes(jpeg, sealedAt(at), to));
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
  return isRecorded(handled);
}

/** Whether a command that marks a slot was carried out; false when it was refused, or another writer had the slot first. */
export function isRecorded(handled: { readonly outcome: string; readonly conflict?: string }): boolean {
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
