import { phoneHash } from '../shared/adapters/phone-hash.ts';
import { secureChance } from '../shared/adapters/system.ts';
import { vault } from '../shared/adapters/vault/vault.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { contactsHandler } from '../shared/handlers/contacts-handler.ts';
import { wireEngine } from './wire-engine.ts';
import { keySourceOf } from './wire-keys.ts';

// Runs for each case that came in, and every ten minutes for what was left. While it fails, new cases are not found by
// telephone; each is found as soon as it succeeds, and by number, place and time throughout.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'keyFile', 'kmsKeyArn', 'timeoutFactor']);
const { table, store, system } = wireEngine(config);

export const handler = contactsHandler(
  {
    store,
    system,
    vault: vault(keySourceOf('texts', config, table), secureChance),
    phoneHash: phoneHash(keySourceOf('phones', config, table)),
  },
  powertoolsClockLogger(config.stage),
);
