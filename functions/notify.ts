import { briefCounts } from '../shared/cases/reading/station-brief.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { notifyHandler } from '../shared/handlers/notify-handler.ts';
import { briefText } from '../shared/locales/brief-text.ts';
import { testText } from '../shared/locales/test-text.ts';
import { publishedChannels } from '../shared/policies/published-channels.ts';
import { recentRosters } from '../shared/stations/recent-stations.ts';
import { wireChannels } from './wire-channels.ts';
import { wireEngine } from './wire-engine.ts';

// Runs for each offered message to staff. While it fails, staff get no notices; every message stays due in the table and is
// offered again each minute, until it is sent or recorded on its case as undeliverable.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'timeoutFactor']);
const { table, store, aggregates, system, versionsOf, policies } = wireEngine(config);

export const handler = notifyHandler(
  {
    store,
    aggregates,
    system,
    policies,
    serves: 'staff',
    people: recentRosters(store, system.now),
    channels: wireChannels(table, system.now, publishedChannels(store, versionsOf)),
    testText,
    brief: { counts: (reader, now) => briefCounts({ store, policies }, reader, now), textOf: briefText },
  },
  powertoolsClockLogger(config.stage, 'left-out'),
);
