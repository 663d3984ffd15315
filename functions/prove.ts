import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { proofStore } from '../shared/adapters/dynamo/proof.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { proveHandler } from '../shared/handlers/prove-handler.ts';
import { policyBook } from '../shared/policies/standard.ts';

// Runs every day. While it fails, every clock still runs; only nobody counts whether one was lost, and the proof that
// stations show grows old.
const { stage, tableName: name, shardsPerLane } = readConfig(['stage', 'tableName', 'shardsPerLane']);

export const handler = proveHandler(
  {
    proofs: proofStore({ documents: documentClient(), name, shardsPerLane }),
    policies: policyBook,
    system: system(),
  },
  powertoolsClockLogger(stage),
);
