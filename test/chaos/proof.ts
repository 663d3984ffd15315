import { keyFileOf } from '../../infra/key-file.ts';
import { keyDirIn } from '../../infra/local/key-files.ts';
import { notaryLogFileIn } from '../../infra/local/notary-log-file.ts';
import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import { secretKeyIn } from '../../shared/adapters/dynamo/secret-key.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { memoryCheckpoints } from '../../shared/adapters/memory/notary-log.ts';
import { fileNotaryLog } from '../../shared/adapters/notary/file-log.ts';
import { notaryMac } from '../../shared/adapters/notary/notary-mac.ts';
import { fileSecrets } from '../../shared/adapters/vault/key-files.ts';
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
  /**
   * 100 when every open case has its deadline in the due index, every message and history is valid, and every history
   * stands as the notary has stated it.
   */
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
    const keyFile = keyFileOf(keyDirIn(machine.dataDir), 'notary');
    const notary = {
      log: fileNotaryLog(notaryLogFileIn(machine.dataDir)),
      // Each time the whole log is read.
      checkpoints: memoryCheckpoints(),
      mac: notaryMac(secretKeyIn(table, 'notary', fileSecrets(keyFile))),
    };
    await prove({ proofs: proofStore(table), policies, aggregates, notary }, now, () => REMAINING_MS);
  } finally {
    documents.destroy();
  }
  const { body } = await apiClient.send({ path: '/v1/office/proof', bearer: bearer() });
  if (body.finished !== true) throw new Error('the proof run did not finish');
  const { open, armed, indexed, messages, messagesArmed, chains, chainsValid, stated, statedValid } = body;
  return {
    open,
    percent:
      (100 * (armed + indexed + messagesArmed + chainsValid + statedValid)) /
      (2 * open + messages + chains + stated),
    violations: body.violations.map(
      ({ kind, row, what }: { kind: string; row: string; what: string }) => `${kind} ${row}: ${what}`,
    ),
  };
}
