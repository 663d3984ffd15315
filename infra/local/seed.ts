import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { proofOfWork } from '../../shared/adapters/proof-of-work.ts';
import { secureChance, system } from '../../shared/adapters/system.ts';
import { fileKey } from '../../shared/adapters/vault/key-source.ts';
import { vault } from '../../shared/adapters/vault/vault.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { credentials } from './engine/aws-json.ts';
import { signIns } from './fixtures/people.ts';
import { seedStation } from './fixtures/seed-station.ts';
import type { Staff } from './issuer/staff.ts';
import type { SeedStack } from './station.ts';
import { TIMEOUT_FACTOR } from './timeout-factor.ts';

/** The staff of the seeded station who can sign in. */
export const people: Staff = signIns;

/** The same number as in the stage `local` (infra/stages.ts). */
const SHARDS_PER_LANE = 1;

/** Fills an empty table with one station and its cases. */
export async function seed({ tableName, endpoint, now, keyFile }: SeedStack): Promise<void> {
  const documents = documentClient({ endpoint, region: 'local', credentials }, TIMEOUT_FACTOR);
  try {
    const store = dynamoStore({ documents, name: tableName, aggregates, shardsPerLane: SHARDS_PER_LANE });
    const keys = fileKey(keyFile);
    const world = { store, vault: vault(keys, secureChance), proofOfWork: proofOfWork(keys) };
    const machine = system();
    const policies = publishedPolicies(store, machine.now);
    await seedStation({ ...world, aggregates, system: machine, policies }, now);
  } finally {
    documents.destroy();
  }
}
