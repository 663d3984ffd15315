import { postEvent } from '../shared/adapters/channels/outside/post-event.ts';
import { endpointSecrets } from '../shared/adapters/endpoint-secrets.ts';
import { readConfig } from '../shared/config.ts';
import { SECOND } from '../shared/engine/calendar/instant.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { webhooksHandler } from '../shared/handlers/webhooks-handler.ts';
import { wireEngine } from './wire-engine.ts';
import { secretKeyOf } from './wire-keys.ts';

// Runs for each fact, and every five minutes for what did not arrive. While it fails, other systems learn of facts late:
// events wait on the bus, in the table, or among the dead letters.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'timeoutFactor', 'webhooks']);
const { table, store, system, policies } = wireEngine(config);

/** A receiver needs no longer: it acknowledges first and works afterwards. */
const TIMEOUT_MS = 5 * SECOND;

export const handler = webhooksHandler(
  {
    store,
    system,
    policies,
    secrets: endpointSecrets(secretKeyOf('webhooks', table)),
    post: postEvent(config.webhooks ?? 'outside', TIMEOUT_MS * config.timeoutFactor),
  },
  powertoolsClockLogger(config.stage, 'left-out'),
);
