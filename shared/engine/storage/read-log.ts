import * as z from 'zod/mini';
import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import { canonicalHash } from '../canonical-hash.ts';
import { defined } from '../defined.ts';
import { onFirstUse } from '../on-first-use.ts';
import { type ReadingActor, roles } from '../scope.ts';
import { positionOfRead, READ, readLogPk, readRow } from './keys.ts';
import type { Row } from './row.ts';
import { instant, json, readRow as parseRow, personId, stationId, unreadable } from './row-parts.ts';
import type { CompanionStore } from './store.ts';
import { Unavailable } from './store-errors.ts';

/** What a member of staff, or a helper, was shown of an aggregate. It holds ids and codes only. */
export interface Read {
  readonly at: Instant;
  readonly by: ReadingActor;
  /** Codes that the aggregate defines. */
  readonly what: readonly string[];
  /** The one thing that was shown, where there are several, such as a photo. */
  readonly item?: string;
  /** The id of the request. */
  readonly request: string;
}

/** A read in the log of its aggregate: `hash` covers all other fields, the hash of the previous read included. */
export interface ReadRecord extends Read {
  /** From 1, without gaps. */
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
}

export type ReadLogStore = Pick<CompanionStore, 'companions' | 'writeCompanions'>;

/** Of readers at the same moment one is recorded in each try, so this many may collide. */
const TRIES_MAX = 24;

/**
 * Adds a read to the log of an aggregate, without touching the aggregate: a reader causes no conflict for a writer. The
 * caller shows nothing before this has returned. Throws `Unavailable` when the read may not be on record.
 * @param readsMax how many reads the log may have
 * @returns whether the read is on record: false where the log is full, and then nothing may be shown
 */
export async function appendRead(
  store: ReadLogStore,
  key: AggregateKey,
  read: Read,
  readsMax = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const [newest] = await store.companions(readLogPk(key), { ...wholeLog, newestFirst: true, limit: 1 });
    const last = newest && linkIn(newest);
    if ((last?.number ?? 0) >= readsMax) return false;
    const record = { ...read, number: (last?.number ?? 0) + 1, previousHash: last?.hash ?? NO_READ_YET };
    const values = {
      read: JSON.stringify(read),
      previousHash: record.previousHash,
      hash: hashRead(key, record),
    };
    const row = readRow(key, record.number);
    if (await store.writeCompanions([{ key: row, values, condition: 'absent', conflict: 'read' }]))
      return true;
  }
  throw new Unavailable('the read was not recorded: other readers were first in every try');
}

/** The chain's value before the first read. */
const NO_READ_YET = '';

const wholeLog = { from: READ, through: `${READ}~` };

/** Only what the next read needs, so that a damaged row stops no reader; the prover reports it. */
const linkShape = onFirstUse(() => z.object({ hash: z.string() }));
const linkIn = (row: Row) => ({ number: numberOf(row), ...parseRow(linkShape, row) });

export interface ReadPage {
  readonly reads: readonly ReadRecord[];
  /** Continues with the reads before this number. */
  readonly before?: number;
}

/** A page of an aggregate's log, newest first. Throws `Unreadable` for a row that does not parse. */
export async function readsOf(
  store: Pick<CompanionStore, 'companions'>,
  key: AggregateKey,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<ReadPage> {
  if (before !== undefined && before <= 1) return { reads: [] };
  const through = before === undefined ? wholeLog.through : readRow(key, before - 1).sk;
  const range = { from: READ, through, newestFirst: true, limit: limit + 1 } as const;
  const rows = await store.companions(readLogPk(key), range);
  const reads = rows.slice(0, limit).map(readRecordIn);
  const next = rows.length > limit ? reads.at(-1)?.number : undefined;
  return { reads, ...defined({ before: next }) };
}

/** The read of this number and the one before it, oldest first, as far as they are there. */
export async function readWithPrevious(
  store: Pick<CompanionStore, 'companions'>,
  key: AggregateKey,
  number: number,
): Promise<readonly ReadRecord[]> {
  const from = readRow(key, Math.max(1, number - 1)).sk;
  const rows = await store.companions(readLogPk(key), { from, through: readRow(key, number).sk, limit: 2 });
  return rows.map(readRecordIn);
}

/** The reads behind the one of this number, oldest first, at most `limit`. Throws `Unreadable` like `readsOf`. */
export async function readsBehind(
  store: Pick<CompanionStore, 'companions'>,
  key: AggregateKey,
  number: number,
  limit: number,
): Promise<readonly ReadRecord[]> {
  const range = { from: readRow(key, number + 1).sk, through: wholeLog.through, limit };
  return (await store.companions(readLogPk(key), range)).map(readRecordIn);
}

const readShape = onFirstUse(() =>
  z.strictObject({
    at: instant,
    by: z.union([
      z.strictObject({
        kind: z.literal('staff'),
        person: personId,
        role: z.enum(roles),
        station: stationId,
      }),
      z.strictObject({ kind: z.literal('helper') }),
    ]),
    what: z.array(z.string()),
    item: z.exactOptional(z.string()),
    request: z.string(),
  }),
);

// The read is stored as JSON text: DynamoDB would return the keys of a map in another order.
const recordShape = onFirstUse(() =>
  z.object({ read: z.pipe(json, readShape()), previousHash: z.string(), hash: z.string() }),
);

/** The read in a row. Throws `Unreadable` for one that does not parse. */
export function readRecordIn(row: Row): ReadRecord {
  const { read, previousHash, hash: own } = parseRow(recordShape, row);
  return { number: numberOf(row), ...read, previousHash, hash: own };
}

function numberOf(row: Row): number {
  const position = positionOfRead({ pk: String(row.pk), sk: String(row.sk) });
  if (position === undefined) throw unreadable(row, 'sk');
  return position.number;
}

/**
 * The hash of a read: SHA-256 over its canonical JSON (RFC 8785), which includes the previous read's hash. Changing or
 * removing a read breaks the chain at the next one.
 */
export function hashRead({ kind, station, id }: AggregateKey, record: Omit<ReadRecord, 'hash'>): string {
  const { number, at, by, what, item, request, previousHash } = record;
  const covered = { kind, station, id, number, at, by, what, item, request, previousHash };
  return canonicalHash(covered);
}

/** Whether a read is what was recorded, and follows `previous`, the read before it. */
export const isLinked = (
  key: AggregateKey,
  record: ReadRecord,
  previous: Pick<ReadRecord, 'hash'> | undefined,
): boolean =>
  record.previousHash === (record.number === 1 ? NO_READ_YET : previous?.hash) &&
  record.hash === hashRead(key, record);
