import { proofStore } from '../shared/adapters/dynamo/proof.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { proveHandler } from '../shared/handlers/prove-handler.ts';
import { wireEngine } from './wire-engine.ts';
import { wireCheckpoints, wireNotaryLog, wireNotaryMac } from './wire-notary.ts';

// Runs every day. While it fails, clocks still run, but lost deadlines and changed histories are not detected and the
// proof that stations publish is out of date.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'timeoutFactor']);
const { table, aggregates, system, policies } = wireEngine(config);

export const handler = proveHandler(
  {
    proofs: proofStore(table),
    aggregates,
    policies,
    system,
    notary: { log: wireNotaryLog(system), checkpoints: wireCheckpoints(), mac: wireNotaryMac(table) },
  },
  powertoolsClockLogger(config.stage),
);
