import { createHash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { REFERENCE_COUNT, referenceFrom } from '../../shared/cases/reference.ts';

/** A settled case that was reported over the API, in the file of an embedded engine. */
export interface Original {
  readonly databaseFile: string;
  readonly tableName: string;
  readonly caseId: string;
  /** The reference of a case whose copies are whole; without it only states are copied, which is what a sweep reads. */
  readonly reference?: string | undefined;
  /** A text that every copy has instead of another, such as when it is due. */
  readonly instead?: readonly [string, string] | undefined;
}

export interface BulkCases {
  /** The rows of a copy, with those of the indexes. */
  readonly rowsOfCase: number;
  add(count: number, onDone?: (done: number) => void): void;
  close(): void;
}

type Row = Readonly<Record<string, SQLInputValue>>;

/** What the pinned version of the engine has; with other columns the copies would be none. */
const TABLE_COLUMNS = ['pk', 'sk', 'item_json', 'item_size', 'cached_at', 'hash_prefix'];
const INDEX_COLUMNS = ['gsi_pk', 'gsi_sk', 'table_pk', 'table_sk', 'item_json'];
const INDEXES = ['due', 'board', 'received'];

/** So many cases are written in one transaction, between which the engine can write. */
const TRANSACTION = 2000;
const REFERENCE_LENGTH = 7;
const LOCK_MS = 30_000;
/** In KiB, as SQLite wants it: without the sign it would be pages. */
const CACHE_KIB = -128 * 1024;

/**
 * Copies a case as often as one likes: each row that the system wrote for it, under other ids, straight into the file of
 * the engine. By way of the engine a row takes half a millisecond of processor, and a million cases hours. Copies are
 * read like any other case, but nothing comes by the stream, their texts cannot be opened, and their histories are chained
 * with the hashes of the original: they are there to be many, not to be proved. Rows that expire are not copied.
 * @throws Error when the file is not of the pinned version of the engine, or has no such case
 */
export function bulkCases(original: Original): BulkCases {
  const database = new DatabaseSync(original.databaseFile, { timeout: LOCK_MS });
  database.exec(`PRAGMA cache_size = ${CACHE_KIB}; PRAGMA synchronous = NORMAL`);
  const sources = sourcesOf(database, original);
  const references = freeReferences(database, original.tableName);
  let made = 0;

  const addOne = (): void => {
    made += 1;
    const changes: (readonly [string, string])[] = [[original.caseId, idOf(made, original.caseId.length)]];
    if (original.reference !== undefined) changes.push([original.reference, references.next().value]);
    if (original.instead !== undefined) changes.push(original.instead);
    const change = (text: string): string =>
      changes.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
    for (const { rows, columns, insert } of sources) {
      for (const row of rows) insert.run(...Object.values(copyOf(row, columns, change, made)));
    }
  };

  return {
    rowsOfCase: sources.reduce((sum, { rows }) => sum + rows.length, 0),
    add: (count, onDone = () => undefined) => {
      for (let done = 0; done < count; ) {
        const until = Math.min(count, done + TRANSACTION);
        database.exec('BEGIN IMMEDIATE');
        for (; done < until; done += 1) addOne();
        database.exec('COMMIT');
        onDone(done);
      }
    },
    close: () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

/** References that no case has, in ascending order. */
function* freeReferences(database: DatabaseSync, tableName: string): Generator<string, never> {
  const rows = database.prepare(`SELECT pk FROM "${tableName}" WHERE sk = 'S:REF'`).all();
  const taken = new Set(rows.map(({ pk }) => String(pk).slice(-REFERENCE_LENGTH)));
  for (let number = 0; number < REFERENCE_COUNT; number += 1) {
    const reference = referenceFrom(number);
    if (!taken.has(reference)) yield reference;
  }
  throw new Error('all references are taken');
}

/** The rows of the original in the table and in its indexes. */
function sourcesOf(database: DatabaseSync, { tableName, caseId, reference }: Original) {
  const table = `"${tableName}"`;
  const ofTable =
    reference === undefined
      ? database.prepare(`SELECT * FROM ${table} WHERE sk = 'S:STATE' AND pk LIKE '%' || ?`)
      : database.prepare(
          `SELECT * FROM ${table} WHERE instr(pk || sk || item_json, ?) > 0 AND instr(item_json, '"expires_at"') = 0`,
        );
  const ofState = reference === undefined ? " AND table_sk = 'S:STATE'" : '';
  const sources = [sourceOf(database, table, TABLE_COLUMNS, ofTable.all(caseId) as Row[])];
  for (const index of INDEXES) {
    const name = `"${tableName}::gsi::${index}"`;
    const rows = database.prepare(`SELECT * FROM ${name} WHERE table_pk LIKE '%' || ?${ofState}`).all(caseId);
    sources.push(sourceOf(database, name, INDEX_COLUMNS, rows as Row[]));
  }
  if (sources[0]?.rows.length === 0) throw new Error(`there is no case ${caseId} in ${tableName}`);
  return sources;
}

function sourceOf(database: DatabaseSync, table: string, columns: readonly string[], rows: readonly Row[]) {
  const found = database.prepare(`PRAGMA table_info(${table})`).all();
  const names = found.map(({ name }) => String(name));
  if (names.join() !== columns.join()) throw new Error(`the engine's ${table} has the columns ${names}`);
  const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join()})`);
  return { rows, columns, insert };
}

function copyOf(row: Row, columns: readonly string[], change: (text: string) => string, nth: number): Row {
  const copy: Record<string, SQLInputValue> = {};
  for (const column of columns) {
    const value = row[column] ?? null;
    copy[column] = typeof value === 'string' ? change(value) : value;
  }
  if (!('pk' in row)) return copy;
  // A row under a hash, as that of a resident's link, has the id of the case in its content alone.
  if (copy.pk === row.pk && copy.sk === row.sk) renameHash(copy, nth);
  return { ...copy, hash_prefix: prefixOf(String(copy.pk)) };
}

function renameHash(copy: Record<string, SQLInputValue>, nth: number): void {
  const pk = String(copy.pk);
  const last = pk.slice(pk.lastIndexOf('#') + 1);
  const other = createHash('sha256').update(`${last}${nth}`).digest('base64url').slice(0, last.length);
  copy.pk = pk.replace(last, other);
  copy.item_json = String(copy.item_json).replaceAll(last, other);
}

/** By which the engine gives a row to a segment of a parallel scan. */
const prefixOf = (pk: string): string =>
  createHash('md5')
    .update(`Outliers${pk.slice('S:'.length)}`)
    .digest('hex')
    .slice(0, 6);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** An id that looks as random as those of the system, so that copies lie as scattered. The first letter is that of cases. */
function idOf(nth: number, length: number): string {
  const bytes = createHash('sha256').update(String(nth)).digest();
  const letters = Array.from(bytes.subarray(0, length - 1), (byte) => LETTERS[byte % LETTERS.length]);
  return `c${letters.join('')}`;
}
