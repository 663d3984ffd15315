import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { SECOND } from '../../shared/engine/calendar/instant.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { testClient } from '../dynamo-engine.ts';
import type { Desk } from './desk.ts';
import type { Machine } from './machine.ts';

/** What `GET /v1/office/proof` says after the prover has been through everything, now instead of tomorrow morning. */
export interface ShownProof {
  readonly open: number;
  /** 100 when every open case has its next deadline among what is due, and every message and history is whole. */
  readonly percent: number;
  readonly violations: readonly string[];
}

const AS_LONG_AS_IT_TAKES = 60 * SECOND;

/** Runs the prover past all faults and reads its result as the chief does. */
export async function proofOf(machine: Machine, { voice, bearer }: Desk): Promise<ShownProof> {
  const documents = testClient(machine.storeEndpoint());
  try {
    const table: Table = { documents, name: machine.tableName, aggregates, shardsPerLane: 1 };
    const clock = await voice.say({ path: '/local/clock' });
    const now = Date.parse(clock.body.now);
    const policies = publishedPolicies(dynamoStore(table), () => now);
    await prove({ proofs: proofStore(table), policies, aggregates }, now, () => AS_LONG_AS_IT_TAKES);
  } finally {
    documents.destroy();
  }
  const { body } = await voice.say({ path: '/v1/office/proof', bearer: bearer() });
  if (body.finished !== true) throw new Error('the proof did not come to its end');
  const { open, armed, indexed, messages, messagesArmed, chains, chainsValid } = body;
  return {
    open,
    percent: (100 * (armed + indexed + messagesArmed + chainsValid)) / (2 * open + messages + chains),
    violations: body.violations.map(
      ({ kind, row, what }: { kind: string; row: string; what: string }) => `${kind} ${row}: ${what}`,
    ),
  };
}
