import type { PhotoSlot } from '../../shared/cases/photos/photo.ts';
import { photoCompanion } from '../../shared/cases/photos/photo-slots.ts';
import { type PhotoAddress, sealedAt } from '../../shared/cases/photos/photo-store.ts';
import { readerOf } from '../../shared/cases/recipients.ts';
import type { World } from '../../shared/cases/world.ts';

/** Keeps a photo in the first slot of its case, sealed as the function of photos seals it. */
export async function keepPhoto(
  { store, photoStore, sealer }: Pick<World, 'store' | 'photoStore' | 'sealer'>,
  at: PhotoAddress,
  jpeg: Uint8Array,
): Promise<void> {
  const slot = { slot: 1 as PhotoSlot, photo: at.photo, commandId: 'one', grantedAt: 0, grants: 1 };
  await store.writeCompanions([photoCompanion(at.key, { ...slot, state: 'kept', settledAt: 1 }, undefined)]);
  const found = await store.load(at.key);
  if (found === undefined) throw new Error('a photo of no case');
  const to = [...(await sealer.stationRecipients(at.key.station, ['station'])), await readerOf(store, found)];
  await photoStore.keep(at, await sealer.sealBytes(jpeg, sealedAt(at), to));
}
