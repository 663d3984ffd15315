import { channelsFrom } from '../shared/adapters/channels/channels.ts';
import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { notifyHandler } from '../shared/handlers/notify-handler.ts';
import { policyBook } from '../shared/policies/standard.ts';

// Runs for each message that is offered. While it fails, nobody is told anything; every message stays due in the
// table and is offered again each minute until it is sent or its case has heard that it cannot be.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'channels', 'channelTargets']);
const { tableName: name, shardsPerLane } = config;
const time = system();

export const handler = notifyHandler(
  {
    store: dynamoStore({ documents: documentClient(), name, shardsPerLane }),
    system: time,
    policies: policyBook,
    channels: channelsFrom(config.channels, config.channelTargets, time.now),
  },
  powertoolsClockLogger(config.stage),
);
