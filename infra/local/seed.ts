import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { keyPairsIn } from '../../shared/adapters/dynamo/key-pair-row.ts';
import { secretKeyIn } from '../../shared/adapters/dynamo/secret-key.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { proofOfWork } from '../../shared/adapters/proof-of-work.ts';
import { system } from '../../shared/adapters/system.ts';
import { tickets } from '../../shared/adapters/tickets.ts';
import { hasher } from '../../shared/adapters/vault/hasher.ts';
import { filePairMaker, filePairOpener, fileSecrets } from '../../shared/adapters/vault/key-files.ts';
import { ensureKeyPairs, privateKeysIn, publicKeysIn } from '../../shared/adapters/vault/key-pairs.ts';
import type { SecretUse } from '../../shared/adapters/vault/key-use.ts';
import { stationOpener } from '../../shared/adapters/vault/opener.ts';
import { readerKeys } from '../../shared/adapters/vault/reader-keys.ts';
import { joseSealer } from '../../shared/adapters/vault/sealer.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { keyFileOf, publicKeyFileOf } from '../key-file.ts';
import { credentials } from './engine/aws-json.ts';
import { seedStation } from './fixtures/seed-station.ts';
import type { SeedStack } from './station.ts';
import { TIMEOUT_FACTOR } from './timeout-factor.ts';

/** The same number as in the stage `local` (infra/stages.ts). */
const SHARDS_PER_LANE = 1;

/** Fills an empty table with one station and its cases, and makes the keys of that station. */
export async function seed({ tableName, endpoint, now, keyDir, channels }: SeedStack): Promise<void> {
  const documents = documentClient({ endpoint, region: 'local', credentials }, TIMEOUT_FACTOR);
  try {
    const table = { documents, name: tableName };
    const places = keyPairsIn(table);
    const makers = {
      texts: filePairMaker(publicKeyFileOf(keyDir, 'texts')),
      contacts: filePairMaker(publicKeyFileOf(keyDir, 'contacts')),
    };
    const secretOf = (use: SecretUse) => secretKeyIn(table, use, fileSecrets(keyFileOf(keyDir, use)));
    const store = dynamoStore({ ...table, aggregates, shardsPerLane: SHARDS_PER_LANE });
    const world = {
      store,
      sealer: joseSealer(publicKeysIn(places)),
      readerKeys: readerKeys(),
      // An answer is approved on the words that were read.
      opener: stationOpener(
        'station',
        privateKeysIn('texts', places, filePairOpener(keyFileOf(keyDir, 'texts'))),
      ),
      hasher: hasher(secretOf('hashing')),
      tickets: tickets(secretOf('signing')),
      proofOfWork: proofOfWork(secretOf('signing')),
    };
    const machine = system();
    const policies = publishedPolicies(store, machine.now);
    const keyPairs = { ensure: (station: StationId) => ensureKeyPairs(station, makers, places) };
    await seedStation({ ...world, aggregates, system: machine, policies, keyPairs }, channels, now);
  } finally {
    documents.destroy();
  }
}
