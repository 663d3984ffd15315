import { phoneHash } from '../shared/adapters/phone-hash.ts';
import { stationOpener } from '../shared/adapters/vault/opener.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { contactsHandler } from '../shared/handlers/contacts-handler.ts';
import { wireEngine } from './wire-engine.ts';
import { privateKeysOf, secretKeyOf } from './wire-keys.ts';

// Runs for each case that came in, and every ten minutes for what was left. While it fails, new cases are not found by
// telephone; each is found as soon as it succeeds, and by number, place and time throughout.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'timeoutFactor']);
const { table, store, system } = wireEngine(config);

export const handler = contactsHandler(
  {
    store,
    system,
    opener: stationOpener('contacts', privateKeysOf('contacts', table)),
    phoneHash: phoneHash(secretKeyOf('phones', table)),
  },
  powertoolsClockLogger(config.stage),
);
