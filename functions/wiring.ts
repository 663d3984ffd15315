import { readFile } from 'node:fs/promises';
import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { type Verify, verifier } from '../shared/adapters/identity.ts';
import { secureChance, system } from '../shared/adapters/system.ts';
import { fileKey } from '../shared/adapters/vault/key-source.ts';
import { vault } from '../shared/adapters/vault/vault.ts';
import { readConfig } from '../shared/config.ts';
import type { Connections } from '../shared/http/call.ts';
import { policyBook } from '../shared/policies/standard.ts';

/**
 * The composition root: the only place that knows which adapter stands behind which port. Called once per process,
 * while the function starts, so a wrong setting is found then and not by the first resident.
 */
export function wireDoor(): Connections {
  const config = readConfig(['tableName', 'shardsPerLane', 'keyFile', 'publicOrigin', 'channels']);
  const { tableName: name, shardsPerLane } = config;
  return {
    origin: config.publicOrigin,
    world: {
      store: dynamoStore({ documents: documentClient(), name, shardsPerLane }),
      vault: vault(fileKey(config.keyFile), secureChance),
      system: system(),
      policies: policyBook,
      channels: outletsFrom(config.channels),
    },
    // Written beside the bundle when it is built (shared/http/document/write-api-document.ts).
    document: (file) => readFile(new URL(file, import.meta.url), 'utf8'),
  };
}

/** Who vouches for the staff. */
export function wireIdentity(): Verify {
  const { oidcIssuer: issuer, oidcAudience: audience } = readConfig(['oidcIssuer', 'oidcAudience']);
  return verifier({ issuer, audience });
}
