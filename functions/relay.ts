import { eventBridgeBus, eventBridgeClient } from '../shared/adapters/events/event-bridge.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { relayHandler } from '../shared/handlers/relay-handler.ts';

// Runs for each batch of new facts and messages on the table's stream. While it fails, other systems receive no events,
// and messages are sent up to a minute late, when the sweep offers them.
const { stage, busName, timeoutFactor } = readConfig(['stage', 'busName', 'timeoutFactor']);

export const handler = relayHandler(
  { bus: eventBridgeBus(eventBridgeClient({}, timeoutFactor), busName), system: system() },
  powertoolsClockLogger(stage, 'left-out'),
);
