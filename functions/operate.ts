import { knownKinds } from '../shared/adapters/channels/channels.ts';
import { keyPairsIn } from '../shared/adapters/dynamo/key-pair-row.ts';
import { undecodedRows } from '../shared/adapters/dynamo/undecoded-rows.ts';
import { ensureKeyPairs } from '../shared/adapters/vault/key-pairs.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { operateHandler } from '../shared/handlers/operate-handler.ts';
import { wireEngine } from './wire-engine.ts';
import { pairMakersOf } from './wire-keys.ts';

// Runs when an operator enters or changes a station, publishes a policy, or repairs a row. While it fails, none of that
// is possible; everything that was entered stays in force.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'publicOrigin', 'timeoutFactor']);
const { table, store, system, policies } = wireEngine(config);
/** They make the keys of a station that is entered, and can open none. */
const pairMakers = pairMakersOf();

export const handler = operateHandler(
  {
    store,
    system,
    policies,
    rows: undecodedRows(table),
    channelKinds: knownKinds,
    origin: config.publicOrigin,
    keyPairs: { ensure: (station) => ensureKeyPairs(station, pairMakers, keyPairsIn(table)) },
  },
  powertoolsClockLogger(config.stage),
);
