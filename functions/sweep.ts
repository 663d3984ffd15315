import { eventBridgeBus, eventBridgeClient } from '../shared/adapters/events/event-bridge.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { sweepHandler } from '../shared/handlers/sweep-handler.ts';
import { wireEngine } from './wire-engine.ts';

// Runs every minute. While it fails, reminders and escalations do not happen, and messages that the stream did not
// relay wait; the next successful run catches up.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'busName', 'timeoutFactor']);
const { store, aggregates, system, policies } = wireEngine(config);

export const handler = sweepHandler(
  {
    store,
    aggregates,
    system,
    policies,
    bus: eventBridgeBus(eventBridgeClient({}, config.timeoutFactor), config.busName),
  },
  powertoolsClockLogger(config.stage),
);
