import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { proofOfWork } from '../../shared/adapters/proof-of-work.ts';
import { secureChance, system } from '../../shared/adapters/system.ts';
import { fileKey } from '../../shared/adapters/vault/key-source.ts';
import { vault } from '../../shared/adapters/vault/vault.ts';
import { policyBook } from '../../shared/policies/standard.ts';
import { credentials } from './engine/aws-json.ts';
import { signIns } from './fixtures/people.ts';
import { seedStation } from './fixtures/seed-station.ts';
import type { Staff } from './issuer/staff.ts';
import type { SeedStack } from './station.ts';

/** The staff of the seeded station: who may sign in. */
export const people: Staff = signIns;

/** One shard a lane is what the stage `local` has (infra/stages.ts). */
const SHARDS_PER_LANE = 1;

/** Fills an empty table with one believable station. */
export async function seed({ tableName, endpoint, now, keyFile }: SeedStack): Promise<void> {
  const documents = documentClient({ endpoint, region: 'local', credentials });
  try {
    const store = dynamoStore({ documents, name: tableName, shardsPerLane: SHARDS_PER_LANE });
    const keys = fileKey(keyFile);
    const world = { store, vault: vault(keys, secureChance), proofOfWork: proofOfWork(keys) };
    await seedStation({ ...world, system: system(), policies: policyBook }, now);
  } finally {
    documents.destroy();
  }
}
