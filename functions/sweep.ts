import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { eventBridgeBus, eventBridgeClient } from '../shared/adapters/events/event-bridge.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { sweepHandler } from '../shared/handlers/sweep-handler.ts';
import { policyBook } from '../shared/policies/standard.ts';

// Runs every minute. While it fails, no reminder is decided and nothing escalates, and messages that the fast path
// lost wait; the next run that succeeds takes all of it.
const {
  stage,
  tableName: name,
  shardsPerLane,
  busName,
  channels,
} = readConfig(['stage', 'tableName', 'shardsPerLane', 'busName', 'channels']);

export const handler = sweepHandler(
  {
    store: dynamoStore({ documents: documentClient(), name, shardsPerLane }),
    system: system(),
    bus: eventBridgeBus(eventBridgeClient(), busName),
    policies: policyBook,
    channels: outletsFrom(channels),
  },
  powertoolsClockLogger(stage),
);
