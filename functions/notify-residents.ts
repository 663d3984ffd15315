import { channelMinutes } from '../shared/adapters/dynamo/rate-counters.ts';
import { stationOpener } from '../shared/adapters/vault/opener.ts';
import { residentBook } from '../shared/cases/notices/resident-book.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { notifyHandler } from '../shared/handlers/notify-handler.ts';
import { residentNoticeText } from '../shared/locales/resident-notice-text.ts';
import { SMS_PER_DAY_MAX } from '../shared/policies/channels-content.ts';
import { publishedChannels } from '../shared/policies/published-channels.ts';
import { wireChannels } from './wire-channels.ts';
import { wireEngine } from './wire-engine.ts';
import { privateKeysOf } from './wire-keys.ts';

// Runs for each offered message to a resident. While it fails, residents are told nothing but on their pages; every message
// stays due in the table and is offered again each minute, until it is sent or recorded on its case as undeliverable.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'publicOrigin', 'timeoutFactor']);
const { table, store, aggregates, system, versionsOf, policies } = wireEngine(config);
const published = publishedChannels(store, versionsOf);

/** Offers of messages to staff are left to the function that sends those, which holds no key. */
const staffOnly = (): never => {
  throw new Error('a message to staff was offered to the sender of messages to residents');
};

export const handler = notifyHandler(
  {
    store,
    aggregates,
    system,
    policies,
    serves: 'resident',
    people: { roster: staffOnly },
    brief: { counts: staffOnly, textOf: staffOnly },
    channels: wireChannels(table, system.now, published),
    residents: residentBook({
      store: { history: store.history, ...channelMinutes(table) },
      opener: stationOpener('contacts', privateKeysOf('contacts', table)),
      origin: config.publicOrigin,
      textOf: residentNoticeText,
      smsPerDayMax: async (station) => (await published(station))?.smsPerDayMax ?? SMS_PER_DAY_MAX,
    }),
  },
  // One set of metrics, and so of alarms, for all messages.
  powertoolsClockLogger(config.stage, 'left-out', 'notify'),
);
