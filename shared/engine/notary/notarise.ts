import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import { inOrder } from '../in-order.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import { aggregateKeyIn, aggregatePk, readLogKeyIn, readLogPk } from '../storage/keys.ts';
import { hashRead, isLinked, type ReadRecord } from '../storage/read-log.ts';
import { Unreadable } from '../storage/store-errors.ts';
import { leadsTo } from './leads-to.ts';
import type { NotaryRecord, SeenHead } from './notary-record.ts';
import type { NotaryStore } from './notary-store.ts';
import type { SegmentWriter } from './segment-writer.ts';
import {
  type DailyRoot,
  type Head,
  isSameHead,
  noHead,
  type Objection,
  type Statement,
} from './statement.ts';

export interface NotaryWorld {
  readonly notary: NotaryStore;
  readonly segments: SegmentWriter;
}

export interface Notarised {
  readonly statements: number;
  readonly roots: number;
  /** Each is logged and raises an alarm. */
  readonly objections: readonly Objection[];
}

/** What one record of the stream adds to the log. */
interface Finding {
  readonly statements?: readonly Statement[];
  readonly objections?: readonly Objection[];
  readonly roots?: readonly DailyRoot[];
}

/**
 * States in the log what a batch of the table's stream has changed, in one segment, or nothing at all: it throws
 * `Unavailable` when the table or the log does not answer, and the batch then comes again. That, repeats, another order
 * and other instances are harmless, since a statement says what it extends and is judged by the reader of the log. What
 * extends nothing is recorded as an objection and never as a head.
 */
export async function notarise(
  { notary, segments }: NotaryWorld,
  records: readonly NotaryRecord[],
  now: Instant,
): Promise<Notarised> {
  const table = { notary, written: factsWrittenIn(records) };
  const found = await inOrder(records, RECORDS_AT_ONCE, async (record) => findingOf(table, record));
  const statements = found.flatMap((one) => one.statements ?? []);
  const objections = found.flatMap((one) => one.objections ?? []);
  const roots = found.flatMap((one) => one.roots ?? []);
  if (statements.length + objections.length + roots.length > 0) {
    await segments.write({ at: now, statements, objections, ...(roots.length > 0 && { roots }) });
  }
  return { statements: statements.length, roots: roots.length, objections };
}

/** Some take a query or two; what is written keeps the order of the batch. */
const RECORDS_AT_ONCE = 8;

/** What a head is compared with: the facts that came in its batch, by history, and behind them the table. */
interface Compared {
  readonly notary: NotaryStore;
  readonly written: ReadonlyMap<string, readonly FactRecord<unknown>[]>;
}

function factsWrittenIn(records: readonly NotaryRecord[]): Compared['written'] {
  const written = new Map<string, FactRecord<unknown>[]>();
  for (const record of records) {
    if (record.row !== 'fact' || typeof record.change === 'string') continue;
    const chain = aggregatePk(record.key);
    written.set(chain, [...(written.get(chain) ?? []), record.change]);
  }
  return written;
}

function findingOf(table: Compared, record: NotaryRecord): Finding | Promise<Finding> {
  switch (record.row) {
    case 'state':
      return ofState(table, record);
    case 'fact': {
      const { key, version, change } = record;
      // A fact that was written says nothing until the state of its step is seen.
      if (typeof change !== 'string') return {};
      return objecting({ chain: aggregatePk(key), what: `fact-${change}`, version });
    }
    case 'read':
      return ofRead(record);
    case 'key':
      return objecting({ chain: record.pk, what: `key-${record.change}` });
    case 'unstated':
      return ofUnstated(table, record.chain, record.after);
    case 'root':
      return { roots: [record.root] };
    case 'other':
      return {};
  }
}

const objecting = (objection: Objection): Finding => ({ objections: [objection] });

/**
 * A state row changes only together with new facts, the newest of which says what the whole row is. The sweep, when it
 * parks a row, and the prover, when it repairs its keys, change nothing that a fact covers.
 */
function ofState(
  table: Compared,
  { key, before = noHead, after }: NotaryRecord & { readonly row: 'state' },
): Finding | Promise<Finding> {
  const chain = aggregatePk(key);
  // What was unreadable has an objection of its own; what was put in its place must lead from the first fact on.
  const known: SeenHead = before === 'unreadable' ? noHead : before;
  if (after === undefined) return objecting({ chain, what: 'state-removed', version: known.version });
  if (after === 'unreadable') return objecting({ chain, what: 'unreadable' });
  if (isSameHead(known, after)) {
    return known.state === after.state ? {} : ofChangedState(table, key, after);
  }
  if (after.version <= known.version) {
    return objecting({ chain, what: 'head-replaced', version: after.version });
  }
  return stated(table, key, known, after);
}

/**
 * A row that changed without a step. The prover does that when it restores a lost next step, and then the row is again as
 * the newest fact says.
 */
async function ofChangedState({ notary }: Compared, key: AggregateKey, after: SeenHead): Promise<Finding> {
  const chain = aggregatePk(key);
  const { version } = after;
  try {
    const facts = await notary.factsBehind(key, version - 1, version);
    return objectingIfChanged(chain, after, facts);
  } catch (error) {
    if (error instanceof Unreadable) return objecting({ chain, what: 'unreadable', version });
    throw error;
  }
}

function objectingIfChanged(
  chain: string,
  { version, state }: SeenHead,
  facts: readonly FactRecord<unknown>[],
): Finding {
  const isAsDecided = state === undefined || facts.at(-1)?.state === state;
  return isAsDecided ? {} : objecting({ chain, what: 'state-changed', version });
}

async function stated(
  table: Compared,
  key: AggregateKey,
  { version: behind, head }: Head,
  reached: SeenHead,
): Promise<Finding> {
  const chain = aggregatePk(key);
  const { version } = reached;
  const after = { version: behind, head };
  try {
    const facts = await factsLeadingTo(table, key, after, reached);
    if (facts === undefined) return objecting({ chain, what: 'not-leading', version });
    const statement = { chain, version, head: reached.head, after };
    return { statements: [statement], ...objectingIfChanged(chain, reached, facts) };
  } catch (error) {
    if (error instanceof Unreadable) return objecting({ chain, what: 'unreadable', version });
    throw error;
  }
}

/**
 * The facts between two heads, or `undefined` when there are none. Those of a step come in one batch with its state as a
 * rule; they are compared by their hashes wherever they come from. The table is asked for what a batch lacks, strongly
 * consistent, so that nothing is objected to because it was late.
 */
async function factsLeadingTo(
  { notary, written }: Compared,
  key: AggregateKey,
  after: Head,
  reached: Head,
): Promise<readonly FactRecord<unknown>[] | undefined> {
  const isBetween = ({ version }: FactRecord<unknown>): boolean =>
    version > after.version && version <= reached.version;
  const came = (written.get(aggregatePk(key)) ?? [])
    .filter(isBetween)
    .toSorted((left, right) => left.version - right.version || left.index - right.index);
  const leads = (facts: readonly FactRecord<unknown>[]): boolean => {
    const led = leadsTo(key, after, facts);
    return led !== undefined && isSameHead(led, reached);
  };
  if (leads(came)) return came;
  const facts = await notary.factsBehind(key, after.version, reached.version);
  return leads(facts) ? facts : undefined;
}

function ofRead({ key, number, change }: NotaryRecord & { readonly row: 'read' }): Finding {
  const chain = readLogPk(key);
  if (change === 'changed' || change === 'removed') {
    return objecting({ chain, what: `read-${change}`, version: number });
  }
  if (change === 'unreadable') return objecting({ chain, what: 'unreadable', version: number });
  if (change.hash !== hashRead(key, change)) {
    return objecting({ chain, what: 'not-leading', version: number });
  }
  return { statements: [statementOf(chain, change)] };
}

const statementOf = (chain: string, { number, hash, previousHash }: ReadRecord): Statement => ({
  chain,
  version: number,
  head: hash,
  after: { version: number - 1, head: previousHash },
});

/** So many reads of one log are stated late at once; the prover asks again for the rest. */
const READS_AT_ONCE = 1000;

/** States late what stands behind a head, if it extends that head. Whether the log knows the head is judged there. */
async function ofUnstated(table: Compared, chain: string, after: Head): Promise<Finding> {
  const { notary } = table;
  const key = aggregateKeyIn(chain);
  if (key !== undefined) {
    const reached = await notary.findHead(key);
    if (reached === 'unreadable') return objecting({ chain, what: 'unreadable' });
    return reached === undefined || reached.version <= after.version
      ? {}
      : stated(table, key, after, reached);
  }
  const log = readLogKeyIn(chain);
  return log === undefined ? {} : ofUnstatedReads(notary, log, after);
}

async function ofUnstatedReads(notary: NotaryStore, key: AggregateKey, after: Head): Promise<Finding> {
  const chain = readLogPk(key);
  try {
    const reads = await notary.readsBehind(key, after.version, READS_AT_ONCE);
    let last = { number: after.version, hash: after.head };
    for (const read of reads) {
      if (read.number !== last.number + 1 || !isLinked(key, read, last)) {
        return objecting({ chain, what: 'not-leading', version: read.number });
      }
      last = read;
    }
    const { number: version, hash: head } = last;
    return version === after.version ? {} : { statements: [{ chain, version, head, after }] };
  } catch (error) {
    if (error instanceof Unreadable) return objecting({ chain, what: 'unreadable' });
    throw error;
  }
}
