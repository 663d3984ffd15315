import type { DueRow } from '../../engine/due-row.ts';
import type { ProofBook } from '../../engine/proof/proof-book.ts';
import type { ProofStore } from '../../engine/proof/proof-store.ts';
import type { SeenCase, SeenDelivery } from '../../engine/proof/seen.ts';
import { shardOf } from '../shard.ts';
import { seenCase, seenDelivery, seenRows } from './seen-rows.ts';
import { caseName, deliveryName, setDue, type Tables } from './tables.ts';

const PAGE_SIZE = 250;

/** What was published last, for who may read it. */
export const proofBook = (tables: Tables): ProofBook => ({
  latestProof: async ({ station }) => tables.proofs.get(station),
});

/** What only the prover may do, on the memory tables. */
export const proofStore = (tables: Tables, shardsPerLane = 1): ProofStore => ({
  async scan(cursor = '0') {
    const rows = seenRows(tables, shardsPerLane);
    const end = Number(cursor) + PAGE_SIZE;
    return { rows: rows.slice(Number(cursor), end), ...(end < rows.length && { next: String(end) }) };
  },

  look: async (key) => seenCase(tables, key, shardsPerLane),

  async chain(key) {
    const name = caseName(key);
    return { facts: tables.facts.get(name) ?? [], texts: tables.texts.get(name) ?? [] };
  },

  isIndexed: async ({ key, due }) => tables.due.get(caseName(key))?.row.dueAt === due?.at,

  async mend(row, { due }) {
    if (asItIsNow(tables, row, shardsPerLane)?.seen !== row.seen) return false;
    const name = row.kind === 'case' ? caseName(row.key) : deliveryName(row.subject);
    if (due === 'none') setDue(tables, name, undefined);
    else if (due !== undefined) {
      const id = row.kind === 'case' ? row.key.caseId : name;
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

function asItIsNow(tables: Tables, row: SeenCase | SeenDelivery, shardsPerLane: number) {
  if (row.kind === 'case') return seenCase(tables, row.key, shardsPerLane);
  const found = tables.deliveries.get(deliveryName(row.subject));
  return found && seenDelivery(tables, found, shardsPerLane);
}

const dueRowOf = (row: SeenCase | SeenDelivery, dueAt: number): DueRow =>
  row.kind === 'case'
    ? { kind: 'case', key: row.key, dueAt }
    : { kind: 'delivery', subject: row.subject, dueAt };
