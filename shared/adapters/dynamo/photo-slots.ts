import * as z from 'zod/mini';
import type { CaseKey } from '../../cases/case-key.ts';
import { isPhotoId, type Photo, type PhotoId, photoFaults, photoSlots } from '../../cases/photos/photo.ts';
import type { PhotoSlotStore } from '../../cases/photos/photo-slot-store.ts';
import { unlessBeaten } from './answer.ts';
import { type Condition, notThereYet, stillAs } from './conditions.ts';
import { casePk, photoRow, photoSk, type Row } from './keys.ts';
import * as parts from './parse.ts';
import { putRow, queryAll, type Table } from './rows.ts';

export const photos = (table: Table): PhotoSlotStore => ({
  async photos(key) {
    const rows = await queryAll(
      table,
      {
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :photo)',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': casePk(key), ':photo': photoSk },
      },
      photoSlots.length,
    );
    return photosIn(rows);
  },

  async writePhoto(key, after, before) {
    const condition = before === undefined ? notThereYet() : stillSeen(before);
    const written = putRow(table, photoItem(key, after), condition).then(() => true);
    return (await unlessBeaten(written)) ?? false;
  },
});

/** What distinguishes each state of a place from the one before. */
export const stillSeen = ({ photo, state, grants }: Photo): Condition => stillAs({ photo, state, grants });

export const photoItem = (key: CaseKey, { slot, ...photo }: Photo): Row => ({
  ...photoRow(key, slot),
  ...photo,
});

const base = {
  sk: z.string(),
  photo: z.custom<PhotoId>((value) => typeof value === 'string' && isPhotoId(value)),
  commandId: z.string(),
  grantedAt: parts.instant,
  grants: parts.count,
};
const settledAt = parts.instant;

const photoShape = z.discriminatedUnion('state', [
  z.object({ ...base, state: z.literal('granted') }),
  z.object({ ...base, state: z.literal('kept'), settledAt }),
  z.object({ ...base, state: z.literal('refused'), settledAt, fault: z.enum(photoFaults) }),
]);

/** Rows of photos in the order of their places. */
export const photosIn = (rows: readonly Row[]): readonly Photo[] =>
  rows.map(photoIn).toSorted((one, other) => one.slot - other.slot);

function photoIn(row: Row): Photo {
  const { sk, ...photo } = parts.readRow(photoShape, row);
  const slot = photoSlots.find((known) => `${photoSk}${known}` === sk);
  if (slot === undefined) throw parts.unreadable(row, 'sk');
  return { ...photo, slot };
}
