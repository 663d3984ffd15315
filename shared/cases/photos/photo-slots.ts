import * as z from 'zod/mini';
import type { Companion } from '../../engine/storage/companion.ts';
import { aggregatePk, ENCLOSED, enclosedRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { count, instant, readRow, unreadable } from '../../engine/storage/row-parts.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import type { CaseKey } from '../case-key.ts';
import { isPhotoId, type Photo, type PhotoId, type PhotoSlot, photoFaults, photoSlots } from './photo.ts';

const slotName = (slot: PhotoSlot): string => `photo#${slot}`;

/**
 * Writes a photo into its slot, on the condition that the slot is unchanged since it was read. Every change of a slot
 * changes its photo, its state or its number of grants, so these three are compared.
 */
export function photoCompanion(
  key: CaseKey,
  { slot, ...after }: Photo,
  before: Photo | undefined,
): Companion {
  const seen = before && { photo: before.photo, state: before.state, grants: before.grants };
  return {
    key: enclosedRow(key, slotName(slot)),
    values: after,
    condition: seen === undefined ? 'absent' : { unchanged: seen },
    conflict: 'photo',
  };
}

/** The photos of a case, in slot order. */
export const photosOf = async (
  store: Pick<CompanionStore, 'companions'>,
  key: CaseKey,
): Promise<readonly Photo[]> => {
  const range = { from: `${ENCLOSED}photo#`, through: `${ENCLOSED}photo#~`, limit: photoSlots.length };
  return photosIn(await store.companions(aggregatePk(key), range));
};

const base = {
  sk: z.string(),
  photo: z.custom<PhotoId>((value) => typeof value === 'string' && isPhotoId(value)),
  commandId: z.string(),
  grantedAt: instant,
  grants: count,
};

const shape = z.discriminatedUnion('state', [
  z.object({ ...base, state: z.literal('granted') }),
  z.object({ ...base, state: z.literal('kept'), settledAt: instant }),
  z.object({ ...base, state: z.literal('refused'), settledAt: instant, fault: z.enum(photoFaults) }),
]);

/** Parses the photo rows of a case, in slot order. */
export const photosIn = (rows: readonly Row[]): readonly Photo[] =>
  rows.map(readPhoto).toSorted((one, other) => one.slot - other.slot);

function readPhoto(row: Row): Photo {
  const { sk, ...photo } = readRow(shape, row);
  const slot = photoSlots.find((one) => `${ENCLOSED}${slotName(one)}` === sk);
  if (slot === undefined) throw unreadable(row, 'sk');
  return { ...photo, slot };
}
