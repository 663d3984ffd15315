import canonicalize from 'canonicalize';
import type { Instant } from '../engine/calendar/instant.ts';
import { handleCommand } from '../engine/commands/handle-command.ts';
import type { PolicyBook } from '../engine/policy-book.ts';
import { type Refused, refused } from '../engine/refused.ts';
import type { Actor, StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import { hashRow, nameOfRow } from '../engine/storage/row-hash.ts';
import { buildPolicy } from '../policies/build-policy.ts';
import { standardCalendar, standardContent } from '../policies/standard.ts';
import { listedStationRow } from '../stations/keys.ts';
import type { Register, RegisterFact, RegisterFactName, RegisterRefusal } from './register.ts';
import { registerAggregate } from './register-aggregate.ts';
import { registerKey } from './register-key.ts';
import type { RegisterWorld } from './register-world.ts';

/** A row as it shall be. */
export interface WantedRow {
  readonly key: RowKey;
  readonly content: Row;
  /** It holds a person's name, so a random attribute keeps its hash from telling it. */
  readonly isSalted?: true;
  /** Attributes that a row which exists keeps where the content says nothing of them, if it is as its newest fact says. */
  readonly keeps?: readonly string[];
  /** What a row that exists must still have; undefined means that the attribute must be absent. */
  readonly unchanged?: Row;
  /** It must not exist yet, or must exist and become another; then it is written without being read. */
  readonly known?: 'new' | 'there';
}

/** Rows that are written together, and the fact that names them. */
export interface Change {
  readonly fact: RegisterFactName;
  /** The fact if one of the rows exists already; `fact` when absent. */
  readonly changed?: RegisterFactName;
  readonly rows: readonly WantedRow[];
  /**
   * Stored rows from which a part of the content was taken. Each must be as its newest fact says; otherwise the commit
   * would vouch for what somebody wrote past the register.
   */
  readonly from?: readonly RowKey[];
}

/** Who changes the register, and when. */
export interface Registrar {
  readonly by: Actor;
  readonly now: Instant;
}

/** The actor of an operator, who is no member of staff. */
export const operator = (now: Instant): Registrar => ({ by: { kind: 'system' }, now });

/** One transaction has at most 100 rows: the state, the first fact of a register with its row, and the changes. */
export const ROWS_MAX = 96;

/** Rows that a change takes in its transaction. */
export const rowsOf = ({ rows }: Change): number => rows.length + 1;

// A register has no clocks, so no policy decides it. A policy that cannot be used must not keep a better one out.
const standard = async () => buildPolicy(standardContent, standardCalendar, standardContent.types);
const anyPolicy: PolicyBook = { current: standard, of: standard };

type Coded = { readonly code: string };

type PlanChanges<Own extends Coded> = () => Promise<readonly Change[] | Refused<Own>>;

/**
 * Commits changes of a station's register: the rows, and facts that name each with its hash. Rows that are as wanted are
 * left alone, and where all are, nothing is written. The register has one writer at a time, so what `plan` reads of the
 * station's own rows holds until the commit, or the commit fails and `plan` is called again.
 */
export async function record<Own extends Coded = RegisterRefusal>(
  { store, system }: RegisterWorld,
  station: StationId,
  { by, now }: Registrar,
  plan: PlanChanges<Own>,
): Promise<{ readonly recorded: boolean; readonly refusal?: never } | Refused<Own | RegisterRefusal>> {
  const world = { store, policies: anyPolicy };
  const target = { key: registerKey(station), station, now };
  const handled = await handleCommand(world, registerAggregate, target, async ({ before }) => {
    const planned = await plan();
    // A refusal of the plan passes through as it came.
    if ('refusal' in planned) return planned as unknown as Refused<RegisterRefusal>;
    // Read only where a row is as wanted, which a place under a new code never is.
    let read: Promise<Newest> | undefined;
    const newest = () => {
      read ??= newestHashes(store, before);
      return read;
    };
    const changes = before === undefined ? withListing(station, planned) : planned;
    const from = changes.flatMap((change) => change.from ?? []);
    const areTrue = await Promise.all(from.map((key) => isAsRecorded(store, key, newest)));
    if (areTrue.includes(false)) {
      // Rows and their history are read one after the other, so another commit may lie between them.
      const latest = await store.load(target.key);
      if (latest?.version !== before?.version) return { conflict: 'version' };
      return refused({ code: 'register-changed' });
    }
    const written = await Promise.all(changes.map((change) => writtenBy({ store, system }, change, newest)));
    const facts = written.flatMap(({ fact }) => fact ?? []);
    return {
      command: { move: 'record' as const, station, facts },
      by,
      companions: () => written.flatMap(({ companions }) => companions),
    };
  });
  switch (handled.outcome) {
    case 'committed':
    case 'repeated':
      return { recorded: true };
    case 'nothing':
      return { recorded: false };
    case 'refused':
      if (handled.refusal.code === 'command-used')
        throw new Error('a change of a register has no command id');
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'changed-meanwhile' });
  }
}

/** The first commit of a register lists its station. */
function withListing(station: StationId, changes: readonly Change[]): readonly Change[] {
  const listed: WantedRow = { key: listedStationRow(station), content: {} };
  const [first, ...others] = changes;
  return first?.fact === 'station-entered'
    ? [{ ...first, rows: [listed, ...first.rows] }, ...others]
    : [{ fact: 'station-entered', rows: [listed] }, ...changes];
}

/** The newest hashes by row. A history that is longer than its limit begins later, and what is older is unknown. */
interface Newest {
  readonly hashes: ReadonlyMap<string, string>;
  readonly isWhole: boolean;
}

async function newestHashes(store: RegisterWorld['store'], before: Register | undefined): Promise<Newest> {
  if (before === undefined) return { hashes: new Map(), isWhole: true };
  const { facts } = await store.history(registerKey(before.station));
  const rows = facts.flatMap(({ fact }) => fact.rows);
  return {
    hashes: new Map(rows.map((row) => [nameOfRow(row), row.hash])),
    isWhole: facts[0]?.version === 1,
  };
}

/** What a change writes; nothing for rows that are as wanted and as their newest fact says. */
async function writtenBy(
  { store, system }: RegisterWorld,
  { fact, changed = fact, rows }: Change,
  newest: () => Promise<Newest>,
): Promise<{ readonly fact?: RegisterFact; readonly companions: readonly Companion[] }> {
  const found = await Promise.all(
    rows.map(({ key, known }) => (known === undefined ? store.companion(key) : undefined)),
  );
  const companions: Companion[] = [];
  let isNew = found.every((row) => row === undefined);
  for (const [index, wanted] of rows.entries()) {
    const before = found[index];
    const row = await withKept(wanted, before, newest);
    if (before !== undefined && (await isAsWanted(row, before, newest))) continue;
    const isThere = row.known === undefined ? before !== undefined : row.known === 'there';
    isNew &&= !isThere;
    const salt = row.isSalted && { salt: system.newToken() };
    companions.push({
      key: row.key,
      values: { ...row.content, ...salt },
      condition: isThere ? { unchanged: row.unchanged ?? {} } : 'absent',
      conflict: 'version',
    });
  }
  if (companions.length === 0) return { companions };
  const named = companions.map(({ key, values }) => ({ ...key, hash: hashRow({ ...values, ...key }) }));
  return { fact: { fact: isNew ? fact : changed, rows: named }, companions };
}

async function withKept(
  row: WantedRow,
  before: Row | undefined,
  newest: () => Promise<Newest>,
): Promise<WantedRow> {
  const kept = Object.entries(before ?? {}).filter(([name]) => row.keeps?.includes(name));
  if (before === undefined || kept.length === 0) return row;
  const isTrue = isNewest(row.key, before, await newest());
  return isTrue ? { ...row, content: { ...Object.fromEntries(kept), ...row.content } } : row;
}

/** A row that was changed past the register is written anew even when its content is as wanted. */
async function isAsWanted(
  { key, content, isSalted }: WantedRow,
  before: Row,
  newest: () => Promise<Newest>,
): Promise<boolean> {
  const { salt, ...stored } = before;
  if ((salt !== undefined) !== (isSalted === true)) return false;
  if (canonicalize(stored) !== canonicalize({ ...content, ...key })) return false;
  return isNewest(key, before, await newest());
}

function isNewest(key: RowKey, row: Row, { hashes, isWhole }: Newest): boolean {
  const recorded = hashes.get(nameOfRow(key));
  return recorded === undefined ? !isWhole : recorded === hashRow({ ...row, ...key });
}

/** Whether a row is as its newest fact says; one that is in neither place is none that anybody wrote. */
async function isAsRecorded(
  store: RegisterWorld['store'],
  key: RowKey,
  newest: () => Promise<Newest>,
): Promise<boolean> {
  const [row, known] = await Promise.all([store.companion(key), newest()]);
  return row === undefined ? !known.hashes.has(nameOfRow(key)) : isNewest(key, row, known);
}
