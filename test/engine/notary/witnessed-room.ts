import { notaryStore } from '../../../shared/adapters/memory/notary.ts';
import { memoryCheckpoints, memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import { proofStore } from '../../../shared/adapters/memory/proof.ts';
import { emptyTables, stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import { HOUR, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { hashFact } from '../../../shared/engine/commands/fact-chain.ts';
import { type Notarised, notarise } from '../../../shared/engine/notary/notarise.ts';
import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import type { NotaryRecord } from '../../../shared/engine/notary/notary-record.ts';
import { segmentWriter } from '../../../shared/engine/notary/segment-writer.ts';
import type { Proof, ProofReason } from '../../../shared/engine/proof/proof.ts';
import { type ProveReport, prove } from '../../../shared/engine/proof/prove.ts';
import { personId } from '../../../shared/engine/scope.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { readLogPk } from '../../../shared/engine/storage/keys.ts';
import { appendRead } from '../../../shared/engine/storage/read-log.ts';
import { ampleTime, type DutyRoom, dutyRoom } from '../../cases/duty-room.ts';
import { station } from '../../cases/room.ts';
import { memoryStream } from './memory-stream.ts';
import { testMac } from './test-mac.ts';

const officer = { kind: 'staff', person: personId('p-officer'), role: 'officer', station } as const;

export interface WitnessedRoom extends DutyRoom {
  readonly entries: LogEntry[];
  readonly parts: Map<string, string>;
  /** What the table's stream has since it was read last. */
  readonly stream: () => readonly NotaryRecord[];
  notarise(records: readonly NotaryRecord[], now: Instant): Promise<Notarised>;
  /** The notary states what the stream has. */
  state(now: Instant): Promise<Notarised>;
  prove(now: Instant, remainingMs?: () => number, why?: ProofReason): Promise<ProveReport>;
  /** An operator has looked into the objections about a chain. */
  settle(chain: string, now: Instant): Promise<void>;
  read(found: Case, request: string, now: Instant): Promise<boolean>;
}

/** A world with a notary and a prover that share a key which the rest of it does not have. */
export async function witnessedRoom(room?: DutyRoom): Promise<WitnessedRoom> {
  const world = room ?? (await dutyRoom());
  const { tables, aggregates, store } = world;
  const entries: LogEntry[] = [];
  const parts = new Map<string, string>();
  const log = memoryNotaryLog(entries);
  const of = { notary: notaryStore(tables), segments: segmentWriter(log, testMac, world.system) };
  // The registers of the room's stations are stated first.
  const stream = memoryStream(tables, aggregates, room === undefined ? emptyTables() : tables);
  if (room === undefined) await notarise(of, stream(), world.system.now());
  const notary = { log, checkpoints: memoryCheckpoints(parts), mac: testMac };
  const proofs = proofStore(tables, aggregates);
  return {
    ...world,
    entries,
    parts,
    stream,
    notarise: (records, now) => notarise(of, records, now),
    state: (now) => notarise(of, stream(), now),
    settle: (chain, at) => of.segments.write({ at, statements: [], objections: [], settled: [chain] }),
    prove: (now, remainingMs = ampleTime, why = 'daily') =>
      prove({ ...world, proofs, notary }, now, remainingMs, why),
    read: (found, request, now) =>
      appendRead(store, keyOf(found), { at: now, by: officer, what: ['text'], request }),
  };
}

/** The proof of the station of the tests. */
export function proofOf({ proofs }: ProveReport): Proof {
  const proof = proofs.find((one) => one.station === station);
  if (proof === undefined) throw new Error('the station was not proven');
  return proof;
}

/** Each violation as one line, in order. */
export const linesOf = ({ violations }: Pick<Proof, 'violations'>): readonly string[] =>
  violations
    .map(({ kind, row, where, repaired }) => [kind, row, where, ...(repaired ? ['repaired'] : [])])
    .map((parts) => parts.filter((part) => part !== undefined).join(' '))
    .toSorted();

export const factsOf = (tables: Tables, key: AggregateKey): readonly FactRecord[] =>
  tables.facts.get(stateName(key)) ?? [];

/** Writes a history anew, straight into the table, with each hash computed anew and the state's head with it. */
export function rewrite(
  tables: Tables,
  key: AggregateKey,
  facts: readonly Omit<FactRecord, 'hash' | 'previousHash'>[],
): void {
  const records: FactRecord[] = [];
  for (const fact of facts) {
    const unhashed = { ...fact, previousHash: records.at(-1)?.hash ?? '' };
    records.push({ ...unhashed, hash: hashFact(key, unhashed) });
  }
  const name = stateName(key);
  const state = tables.states.get(name)?.state;
  if (state === undefined || state === 'unreadable') throw new Error(`no state of ${name}`);
  tables.facts.set(name, records);
  const head = { version: records.at(-1)?.version ?? 0, chainHead: records.at(-1)?.hash ?? '' };
  tables.states.set(name, { key, state: { ...state, ...head } });
}

/** Removes every row of a case: state, facts, texts, messages, reads, and what leads to it. */
export function dropCase(tables: Tables, found: Case): void {
  const key = keyOf(found);
  const name = stateName(key);
  for (const map of [tables.states, tables.facts, tables.texts, tables.due]) map.delete(name);
  for (const delivery of [...tables.deliveries.keys()]) {
    if (!delivery.startsWith(name)) continue;
    tables.deliveries.delete(delivery);
    tables.due.delete(delivery);
  }
  for (const [pk, rows] of [...tables.companions]) {
    const left = [...rows].filter(([, row]) => row.caseId !== found.caseId);
    if (pk === name || pk === readLogPk(key) || left.length === 0) tables.companions.delete(pk);
    else tables.companions.set(pk, new Map(left));
  }
}

export const LATER = 2 * HOUR;
