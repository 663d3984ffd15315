import { type AggregateKey, nameOfKey } from '../aggregate-key.ts';
import type { Registry } from '../registry.ts';
import { hashRow, nameOfRow } from '../storage/row-hash.ts';
import { Unavailable } from '../storage/store-errors.ts';
import type { ViolationKind } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import type { RecordedRow } from './recorded-rows.ts';

/**
 * A recorded row that is not as its newest fact says. `where` tells how; `foreign` is about the aggregate itself, whose
 * facts name rows that are none of its own.
 */
export interface RecordedFinding {
  readonly kind: Extract<ViolationKind, 'register-changed'>;
  readonly row: string;
  readonly where: 'changed' | 'missing' | 'not-recorded' | 'unreadable' | 'foreign';
}

/** The newest hash of each row that the facts of an aggregate name, as of one version. */
export interface Records {
  readonly version: number;
  readonly rows: ReadonlyMap<string, RecordedRow>;
  /** Whether a fact names a row that is none of this aggregate's. Such a row is not read. */
  readonly hasForeign: boolean;
}

/** Reads records, and keeps them for a run: each of an aggregate's rows asks for them. */
export interface RecordCache {
  read(key: AggregateKey): Promise<Records>;
  /** As they are now. */
  readAgain(key: AggregateKey): Promise<Records>;
}

export function recordCache(proofs: Pick<ProofStore, 'chain'>, aggregates: Registry): RecordCache {
  const cached = new Map<string, Promise<Records>>();
  const readAgain = (key: AggregateKey): Promise<Records> => {
    const records = readRecords(proofs, aggregates, key);
    cached.set(nameOfKey(key), records);
    records.catch(() => cached.delete(nameOfKey(key)));
    return records;
  };
  return { readAgain, read: (key) => cached.get(nameOfKey(key)) ?? readAgain(key) };
}

async function readRecords(
  proofs: Pick<ProofStore, 'chain'>,
  aggregates: Registry,
  key: AggregateKey,
): Promise<Records> {
  const { facts } = await proofs.chain(key);
  const recorded = aggregates.of(key.kind).proof?.recorded;
  const named = facts.flatMap(({ fact }) => recorded?.rowsIn(fact) ?? []);
  const rows = named.filter((row) => recorded?.mayName(key, row));
  return {
    version: facts.at(-1)?.version ?? 0,
    rows: new Map(rows.map((row) => [nameOfRow(row), row])),
    hasForeign: rows.length < named.length,
  };
}

interface RecordedContext {
  readonly proofs: Pick<ProofStore, 'recordedRow'>;
  readonly records: RecordCache;
}

/** How many rows are read at once. */
const ROWS_AT_ONCE = 8;

/** Compares every row that an aggregate's facts name with its newest fact. One that cannot be read hides no other. */
export async function proveRecordedRows(
  context: RecordedContext,
  key: AggregateKey,
): Promise<readonly RecordedFinding[]> {
  const { rows, hasForeign } = await context.records.readAgain(key);
  const waiting = [...rows.values()];
  const findings: RecordedFinding[] = [];
  if (hasForeign) findings.push({ kind: 'register-changed', row: nameOfKey(key), where: 'foreign' });
  const worker = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const where = await faultOf(context, key, row).catch(unlessUnavailable);
      if (where !== undefined) findings.push({ kind: 'register-changed', row: nameOfRow(row), where });
    }
  };
  await Promise.all(Array.from({ length: ROWS_AT_ONCE }, worker));
  return findings.toSorted((one, other) => (one.row < other.row ? -1 : 1));
}

function unlessUnavailable(error: unknown): 'unreadable' {
  if (error instanceof Unavailable) throw error;
  return 'unreadable';
}

/** Tells whether any fact names a row that was found; a row that no fact names was written past the commits. */
export async function proveRecorded(
  context: RecordedContext,
  key: AggregateKey,
  row: { readonly pk: string; readonly sk: string },
): Promise<RecordedFinding | undefined> {
  if ((await context.records.read(key)).rows.has(nameOfRow(row))) return undefined;
  const found = await context.proofs.recordedRow(row);
  const { rows } = await context.records.readAgain(key);
  if (found === undefined || rows.has(nameOfRow(row))) return undefined;
  return { kind: 'register-changed', row: nameOfRow(row), where: 'not-recorded' };
}

/** An aggregate that changes during each of so many tries is in use; the next proof checks it again. */
const TRIES_MAX = 5;

/** A difference counts only if the aggregate has the same version before and after the row was read. */
async function faultOf(
  { proofs, records }: RecordedContext,
  key: AggregateKey,
  row: RecordedRow,
): Promise<'changed' | 'missing' | undefined> {
  let [hash, before] = [row.hash, await records.read(key)];
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const found = await proofs.recordedRow(row);
    if (found !== undefined && hashRow({ ...found, pk: row.pk, sk: row.sk }) === hash) return undefined;
    const after = await records.readAgain(key);
    if (after.version === before.version) return found === undefined ? 'missing' : 'changed';
    [hash, before] = [after.rows.get(nameOfRow(row))?.hash ?? hash, after];
  }
  return undefined;
}
