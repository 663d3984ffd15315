import { channelsFrom } from '../shared/adapters/channels/channels.ts';
import { briefCounts } from '../shared/cases/reading/station-brief.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { notifyHandler } from '../shared/handlers/notify-handler.ts';
import { briefText } from '../shared/locales/brief-text.ts';
import { wireEngine } from './wire-engine.ts';

// Runs for each offered message. While it fails, no notices are sent; every message stays due in the table and is
// offered again each minute, until it is sent or recorded on its case as undeliverable.
const config = readConfig([
  'stage',
  'tableName',
  'shardsPerLane',
  'channels',
  'channelTargets',
  'timeoutFactor',
]);
const { store, aggregates, system, policies } = wireEngine(config);

export const handler = notifyHandler(
  {
    store,
    aggregates,
    system,
    policies,
    people: store,
    channels: channelsFrom(config.channels, config.channelTargets, system.now, config.timeoutFactor),
    brief: { counts: (reader, now) => briefCounts({ store, policies }, reader, now), textOf: briefText },
  },
  powertoolsClockLogger(config.stage),
);
