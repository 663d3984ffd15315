import { rootValues } from '../../engine/notary/daily-roots.ts';
import type { ProofBook } from '../../engine/proof/proof-book.ts';
import type { ProofStore } from '../../engine/proof/proof-store.ts';
import type { SeenAggregate, SeenDelivery } from '../../engine/proof/seen.ts';
import type { Registry } from '../../engine/registry.ts';
import type { DueRow } from '../../engine/storage/due-row.ts';
import { rootRow, unstatedRow } from '../../engine/storage/keys.ts';
import { readWithPrevious } from '../../engine/storage/read-log.ts';
import { shardOf } from '../shard.ts';
import { companions, putCompanion } from './companions.ts';
import { partitionOfDue, seenDelivery, seenRows, seenRowsOf, seenState } from './seen-rows.ts';
import { deliveryName, setDue, stateName, type Tables } from './tables.ts';

const PAGE_SIZE = 250;

/** Reads the proof that was published last. */
export const proofBook = (tables: Tables): ProofBook => ({
  latestProof: async ({ station }) => tables.proofs.get(station),
});

/** The prover's access to the memory tables. */
export const proofStore = (tables: Tables, aggregates: Registry, shardsPerLane = 1): ProofStore => ({
  async scan(cursor = '0') {
    const rows = seenRows(tables, aggregates, shardsPerLane);
    const end = Number(cursor) + PAGE_SIZE;
    return { rows: rows.slice(Number(cursor), end), ...(end < rows.length && { next: String(end) }) };
  },

  rowsOf: async (partition) => seenRowsOf(tables, aggregates, shardsPerLane, partition),

  findAggregate: async (key) => seenState(tables, key, shardsPerLane, aggregates),

  findAggregates: async (keys) =>
    keys.flatMap((key) => seenState(tables, key, shardsPerLane, aggregates) ?? []),

  async chain(key) {
    const name = stateName(key);
    return { facts: tables.facts.get(name) ?? [], texts: tables.texts.get(name) ?? [] };
  },

  reads: (key, number) => readWithPrevious(companions(tables), key, number),

  recordedRow: (key) => companions(tables).companion(key),

  async dueIndex(remainingMs) {
    const stood: Tables['due'] = remainingMs() > 0 ? new Map(tables.due) : new Map();
    return {
      has: ({ key, due }) => stood.get(stateName(key))?.row.dueAt === due?.at,
      partitions: [...stood.values()].map(({ row }) => partitionOfDue(row)),
    };
  },

  isIndexed: async ({ key, due }) => tables.due.get(stateName(key))?.row.dueAt === due?.at,

  async repair(row, { due }) {
    if (asItIsNow(tables, row, shardsPerLane, aggregates)?.seen !== row.seen) return false;
    const name = row.row === 'aggregate' ? stateName(row.key) : deliveryName(row.subject);
    if (due === 'none') setDue(tables, name, undefined);
    else if (due !== undefined) {
      const id = row.row === 'aggregate' ? row.key.id : name;
      const place = { lane: due.lane, shard: shardOf(id, shardsPerLane) };
      setDue(tables, name, { ...place, row: dueRowOf(row, due.at) });
    }
    return true;
  },

  async askToState(chain, { version, head }, now) {
    const key = unstatedRow(chain, version);
    const since = tables.companions.get(key.pk)?.get(key.sk)?.since ?? now;
    const values = { afterVersion: version, afterHead: head, askedAt: now, since };
    putCompanion(tables, { key, values, condition: 'absent', conflict: 'asked' });
    return Number(since);
  },

  async keepRoot(root) {
    const key = rootRow(root.station, root.day);
    putCompanion(tables, { key, values: rootValues(root), condition: 'absent', conflict: 'root' });
  },

  loadRun: async (covers) => tables.proofRuns.get(covers),
  async saveRun(covers, run) {
    if (run === undefined) tables.proofRuns.delete(covers);
    else tables.proofRuns.set(covers, run);
  },
  async writeProof(proof) {
    tables.proofs.set(proof.station, proof);
  },
  latestProof: async ({ station }) => tables.proofs.get(station),
});

function asItIsNow(
  tables: Tables,
  row: SeenAggregate | SeenDelivery,
  shardsPerLane: number,
  aggregates: Registry,
) {
  if (row.row === 'aggregate') return seenState(tables, row.key, shardsPerLane, aggregates);
  const found = tables.deliveries.get(deliveryName(row.subject));
  return found && seenDelivery(tables, found, shardsPerLane);
}

const dueRowOf = (row: SeenAggregate | SeenDelivery, dueAt: number): DueRow =>
  row.row === 'aggregate'
    ? { row: 'aggregate', key: row.key, dueAt }
    : { row: 'delivery', subject: row.subject, dueAt };
