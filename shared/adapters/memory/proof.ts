import type { ProofBook } from '../../engine/proof/proof-book.ts';
import type { ProofStore } from '../../engine/proof/proof-store.ts';
import type { SeenAggregate, SeenDelivery } from '../../engine/proof/seen.ts';
import type { Registry } from '../../engine/registry.ts';
import type { DueRow } from '../../engine/storage/due-row.ts';
import { readWithPrevious } from '../../engine/storage/read-log.ts';
import { shardOf } from '../shard.ts';
import { companions } from './companions.ts';
import { seenDelivery, seenRows, seenState } from './seen-rows.ts';
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

  findAggregate: async (key) => seenState(tables, key, shardsPerLane),

  async chain(key) {
    const name = stateName(key);
    return { facts: tables.facts.get(name) ?? [], texts: tables.texts.get(name) ?? [] };
  },

  reads: (key, number) => readWithPrevious(companions(tables), key, number),

  isIndexed: async ({ key, due }) => tables.due.get(stateName(key))?.row.dueAt === due?.at,

  async repair(row, { due }) {
    if (asItIsNow(tables, row, shardsPerLane)?.seen !== row.seen) return false;
    const name = row.row === 'aggregate' ? stateName(row.key) : deliveryName(row.subject);
    if (due === 'none') setDue(tables, name, undefined);
    else if (due !== undefined) {
      const id = row.row === 'aggregate' ? row.key.id : name;
      const place = { lane: due.lane, shard: shardOf(id, shardsPerLane) };
      setDue(tables, name, { ...place, row: dueRowOf(row, due.at) });
    }
    return true;
  },

  loadRun: async () => tables.proofRun.at(-1),
  async saveRun(run) {
    tables.proofRun.splice(0, tables.proofRun.length, ...(run ? [run] : []));
  },
  async writeProof(proof) {
    tables.proofs.set(proof.station, proof);
  },
});

function asItIsNow(tables: Tables, row: SeenAggregate | SeenDelivery, shardsPerLane: number) {
  if (row.row === 'aggregate') return seenState(tables, row.key, shardsPerLane);
  const found = tables.deliveries.get(deliveryName(row.subject));
  return found && seenDelivery(tables, found, shardsPerLane);
}

const dueRowOf = (row: SeenAggregate | SeenDelivery, dueAt: number): DueRow =>
  row.row === 'aggregate'
    ? { row: 'aggregate', key: row.key, dueAt }
    : { row: 'delivery', subject: row.subject, dueAt };
