import * as z from 'zod/mini';
import { type Instant, MINUTE, toIso } from '../../engine/calendar/instant.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import { isStationId, type StationId } from '../../engine/scope.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import type { Row, RowKey } from '../../engine/storage/row.ts';
import { readRow } from '../../engine/storage/row-parts.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import type { CaseId } from '../case.ts';
import { type CaseKey, isCaseId, keyOf } from '../case-key.ts';
import { caseKeyOf, caseRefOf } from '../stored/row-parts.ts';

/**
 * The rows by which a case is found by telephone. They hold keyed hashes and ids, never a number. The row of the case,
 * written with its contact, is the work that is left to do, and later lists the hashes, so that all rows can be erased
 * with the contact. They lie outside of the case's own partition: who writes them can change no case.
 */

/** The queue of contacts whose numbers are not hashed yet. */
export const CONTACT_QUEUE = 'contacts';

/** The event of the report starts the work at once; what is left after this time is taken from the queue. */
const QUEUED_AFTER = MINUTE;

const pkOf = (station: StationId, name: string): string => `S#${station}#H#${name}`;

const contactRow = ({ station, id }: CaseKey): RowKey => ({ pk: pkOf(station, id), sk: 'CASE' });

/** Written in the commit that stores a contact with a number: the number can be hashed late, and never be forgotten. */
export const contactToHash = (key: CaseKey, now: Instant): Companion => ({
  key: contactRow(key),
  values: { ...caseRefOf(key), state: 'queued' },
  queued: { queue: CONTACT_QUEUE, at: now + QUEUED_AFTER },
  condition: 'absent',
  conflict: 'contact',
});

/**
 * Leaves what could not be hashed in the queue, behind all others, as it is: the row may be one that does not read.
 * Refused when it has left its place meanwhile.
 */
const putOff = ({ pk, sk, due_pk: _, due_sk, ...values }: Row, at: Instant): Companion => ({
  key: { pk: String(pk), sk: String(sk) },
  values,
  queued: { queue: CONTACT_QUEUE, at },
  condition: { unchanged: { due_sk } },
  conflict: 'contact',
});

/** The rows of a contact whose numbers were hashed: no number, if it was erased before. */
export const hashedContact = (
  key: CaseKey,
  receivedAt: Instant,
  hashes: readonly string[],
): readonly Companion[] => [
  {
    key: contactRow(key),
    values: { ...caseRefOf(key), state: 'hashed', hashes },
    condition: { unchanged: { state: 'queued' } },
    conflict: 'contact',
  },
  ...hashes.map((hash) => ({
    key: { pk: pkOf(key.station, hash), sk: `${toIso(receivedAt)}#${key.id}` },
    values: caseRefOf(key),
    condition: 'absent' as const,
    conflict: 'contact',
  })),
];

const shape = onFirstUse(() => z.object({ state: z.enum(['queued', 'hashed']) }));

/** Whether the numbers of a case are still to be hashed. */
export async function isToHash(store: Pick<CompanionStore, 'companion'>, key: CaseKey): Promise<boolean> {
  const row = await store.companion(contactRow(key));
  return row !== undefined && readRow(shape, row).state === 'queued';
}

/** The rows of contacts that are to be hashed. None was read yet. */
export const contactsToHash = (
  store: Pick<CompanionStore, 'queued'>,
  now: Instant,
  limit: number,
): Promise<readonly RowKey[]> => store.queued(CONTACT_QUEUE, now, limit);

/** The case of a row of the queue, by its key alone; `undefined` for a key that is none of a contact. */
export function caseOfContact({ pk, sk }: RowKey): CaseKey | undefined {
  const [, station = '', id = ''] = PHONE_PK.exec(pk) ?? [];
  return sk === 'CASE' && isStationId(station) && isCaseId(id) ? keyOf({ station, caseId: id }) : undefined;
}

/** Puts a row of the queue off until an instant. */
export async function hashLater(
  store: Pick<CompanionStore, 'companion' | 'writeCompanions'>,
  key: RowKey,
  at: Instant,
): Promise<void> {
  const row = await store.companion(key);
  if (row?.due_sk !== undefined) await store.writeCompanions([putOff(row, at)]);
}

/** Where a case stands among those of one number; sorts by the time of receipt. */
export type PhonePosition = string;

/** Cases by the hash of a number, the newest first, behind a position. */
export async function casesOfHash(
  store: Pick<CompanionStore, 'companions'>,
  station: StationId,
  hash: string,
  after: PhonePosition | undefined,
  limit: number,
): Promise<readonly { readonly position: PhonePosition; readonly id: CaseId }[]> {
  // The range includes its end, so one row more is read.
  const range = {
    newestFirst: true,
    limit: limit + 1,
    ...(after !== undefined && { through: after }),
  } as const;
  const rows = await store.companions(pkOf(station, hash), range);
  return rows
    .map((row) => ({ position: String(row.sk), id: caseKeyOf(row).id }))
    .filter(({ position }) => position !== after)
    .slice(0, limit);
}

const PHONE_PK = /^S#([^#]+)#H#([A-Za-z0-9_-]+)$/;

/** The station of a row that finds a case by telephone; `undefined` for any other row. */
export function phoneRowIn({ pk, sk }: Row): { readonly station: StationId } | undefined {
  const [, station = '', name = ''] = PHONE_PK.exec(String(pk)) ?? [];
  const isOne = sk === 'CASE' ? isCaseId(name) : name !== '';
  return isStationId(station) && isOne ? { station } : undefined;
}
