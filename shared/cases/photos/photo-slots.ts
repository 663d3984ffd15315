import * as z from 'zod/mini';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import { aggregatePk, ENCLOSED, enclosedRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { count, instant, readRow, unreadable } from '../../engine/storage/row-parts.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import type { CaseKey } from '../case-key.ts';
import {
  type HelperPhoto,
  helperPhotoSlots,
  isPhotoId,
  type Photo,
  type PhotoId,
  photoFaults,
  photoSlots,
} from './photo.ts';

/** The names of the rows of a case's photos: those of its reporter, and apart from them those of each helper's task. */
const OWN = 'photo#';
const OF_HELPERS = 'helper-photo#';
const prefixOf = (task: string | undefined): string => (task === undefined ? OWN : `${OF_HELPERS}${task}#`);
/** The last row of a name. */
const LAST = '~';

/**
 * Writes a photo into its slot, on the condition that the slot is unchanged since it was read. Every change of a slot
 * changes its photo, its state or its number of grants, so these three are compared.
 * @param task the helper's task that the photo answers; without one it is the reporter's
 */
export function photoCompanion(
  key: CaseKey,
  { slot, ...after }: Photo,
  before: Photo | undefined,
  task?: string,
): Companion {
  const seen = before && { photo: before.photo, state: before.state, grants: before.grants };
  return {
    key: enclosedRow(key, `${prefixOf(task)}${slot}`),
    values: after,
    condition: seen === undefined ? 'absent' : { unchanged: seen },
    conflict: 'photo',
  };
}

type ReadsRows = Pick<CompanionStore, 'companions'>;

const named = (name: string, limit: number) => ({
  ...{ from: `${ENCLOSED}${name}`, through: `${ENCLOSED}${name}${LAST}` },
  limit,
});

/** The photos of a case's reporter or, where a task is named, of the helper who answers it; in slot order. */
export async function photosOf(store: ReadsRows, key: CaseKey, task?: string): Promise<readonly Photo[]> {
  const slots = task === undefined ? photoSlots : helperPhotoSlots;
  const rows = await store.companions(aggregatePk(key), named(prefixOf(task), slots.length));
  return rows.map((row) => readSlot(row).photo);
}

/** More than helpers can add to one case: each task has two slots, and a case has twelve tasks. */
const HELPER_PHOTOS_MAX = 100;

/** The photos that helpers added to a case. */
export const helperPhotosOf = async (store: ReadsRows, key: CaseKey): Promise<readonly HelperPhoto[]> =>
  helperPhotosIn(await store.companions(aggregatePk(key), named(OF_HELPERS, HELPER_PHOTOS_MAX)));

const base = {
  sk: z.string(),
  photo: z.custom<PhotoId>((value) => typeof value === 'string' && isPhotoId(value)),
  commandId: z.string(),
  grantedAt: instant,
  grants: count,
};

const shape = onFirstUse(() =>
  z.discriminatedUnion('state', [
    z.object({ ...base, state: z.literal('granted') }),
    z.object({ ...base, state: z.literal('kept'), settledAt: instant }),
    z.object({ ...base, state: z.literal('refused'), settledAt: instant, fault: z.enum(photoFaults) }),
  ]),
);

/** Every attribute of a photo's row besides its keys. */
export const photoAttributes = (): readonly string[] => [
  ...new Set(shape().def.options.flatMap(({ shape: fields }) => Object.keys(fields))),
];

/** Parses the photos of the reporter among the rows of a case, in slot order. */
export const photosIn = (rows: readonly Row[]): readonly Photo[] =>
  rows
    .map(readSlot)
    .flatMap(({ photo, task }) => (task === undefined ? [photo] : []))
    .toSorted((one, other) => one.slot - other.slot);

/** Parses the photos of helpers among the rows of a case, by task and slot. */
export const helperPhotosIn = (rows: readonly Row[]): readonly HelperPhoto[] =>
  rows.map(readSlot).flatMap(({ photo, task }) => (task === undefined ? [] : [{ ...photo, task }]));

const NAME = new RegExp(`^${ENCLOSED}(?:${OF_HELPERS}(?<task>[a-z0-9]+)#|${OWN})(?<slot>\\d)$`);

function readSlot(row: Row): { readonly photo: Photo; readonly task?: string } {
  const { sk, ...photo } = readRow(shape, row);
  const { task, slot: number } = NAME.exec(sk)?.groups ?? {};
  const slots = task === undefined ? photoSlots : helperPhotoSlots;
  const slot = slots.find((one) => String(one) === number);
  if (slot === undefined) throw unreadable(row, 'sk');
  return { photo: { ...photo, slot }, ...(task !== undefined && { task }) };
}
