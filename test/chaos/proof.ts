import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { SECOND } from '../../shared/engine/calendar/instant.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { testClient } from '../dynamo-engine.ts';
import type { Machine } from './machine.ts';
import type { StaffSession } from './staff-session.ts';

/** The answer of `GET /v1/office/proof` after a run of the prover. */
export interface ShownProof {
  readonly open: number;
  /** 100 when every open case has its deadline in the due index and every message and history is valid. */
  readonly percent: number;
  readonly violations: readonly string[];
}

const REMAINING_MS = 60 * SECOND;

/** Runs the prover without the fault proxy and reads the result through the API as chief. */
export async function proofOf(machine: Machine, { apiClient, bearer }: StaffSession): Promise<ShownProof> {
  const documents = testClient(machine.storeEndpoint());
  try {
    const table: Table = { documents, name: machine.tableName, aggregates, shardsPerLane: 1 };
    const clock = await apiClient.send({ path: '/local/clock' });
    const now = Date.parse(clock.body.now);
    const policies = publishedPolicies(dynamoStore(table), () => now);
    await prove({ proofs: proofStore(table), policies, aggregates }, now, () => REMAINING_MS);
  } finally {
    documents.destroy();
  }
  const { body } = await apiClient.send({ path: '/v1/office/proof', bearer: bearer() });
  if (body.finished !== true) throw new Error('the proof run did not finish');
  const { open, armed, indexed, messages, messagesArmed, chains, chainsValid } = body;
  return {
    open,
    percent: (100 * (armed + indexed + messagesArmed + chainsValid)) / (2 * open + messages + chains),
    violations: body.violations.map(
      ({ kind, row, what }: { kind: string; row: string; what: string }) => `${kind} ${row}: ${what}`,
    ),
  };
}
