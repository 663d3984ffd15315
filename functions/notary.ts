import { notaryStore } from '../shared/adapters/dynamo/notary.ts';
import { readConfig } from '../shared/config.ts';
import { segmentWriter } from '../shared/engine/notary/segment-writer.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { notaryHandler } from '../shared/handlers/notary-handler.ts';
import { wireEngine } from './wire-engine.ts';
import { wireNotaryLog, wireNotaryMac } from './wire-notary.ts';

// Runs for each batch of new heads and reads on the table's stream. While it fails, nothing is stated: the stream keeps
// its records for a day, and the prover asks for what was lost after that.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'timeoutFactor']);
const { table, system } = wireEngine(config);

export const handler = notaryHandler(
  {
    notary: notaryStore(table),
    segments: segmentWriter(wireNotaryLog(system), wireNotaryMac(table), system),
    system,
  },
  powertoolsClockLogger(config.stage, 'left-out'),
);
