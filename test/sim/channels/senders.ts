import { recentSecrets } from '../../../shared/adapters/channels/channel-secrets.ts';
import { stationChannels } from '../../../shared/adapters/channels/station-channels.ts';
import { residentBook } from '../../../shared/cases/notices/resident-book.ts';
import type { Store } from '../../../shared/cases/world.ts';
import type { ChannelBook } from '../../../shared/engine/outbox/channel.ts';
import type { Notice } from '../../../shared/engine/outbox/notice.ts';
import type { Opener } from '../../../shared/engine/secrets/opener.ts';
import { residentNoticeText } from '../../../shared/locales/resident-notice-text.ts';
import { standardChannels } from '../../../shared/policies/channels-content.ts';
import type { Dice } from '../world/dice.ts';
import type { Machines } from '../world/machines.ts';
import type { Run } from '../world/run.ts';
import type { Timeline } from '../world/timeline.ts';
import { contentOf } from './contents.ts';
import { kindsOf, secretFor } from './kinds.ts';
import type { Receivers } from './receivers.ts';
import type { SenderRole, SendingParts } from './sending-parts.ts';

/** A channel that a sender tried, before anything was asked of its receiver. */
export interface Trial {
  readonly run: Run;
  readonly notice: Notice;
  readonly channel: string;
  readonly urgent: boolean;
}

export interface SendersSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly ways: Dice;
  readonly receivers: Receivers;
  readonly parts: SendingParts;
  /** Opens where residents are reached. */
  readonly contacts: Opener;
  readonly onTry: (trial: Trial) => void;
  /** A text was opened that only the sender to residents may open. */
  readonly onOpened: (run: Run) => void;
}

export interface Sender extends SenderRole {
  readonly channels: ChannelBook;
  readonly elapsedMs: () => number;
}

const ORIGIN = 'https://huiying.example.cn';

/** What the functions that send have, and others do not: channels with their secrets, and where residents are reached. */
export function senders(settings: SendersSettings): (run: Run, store: Store) => Sender {
  const { timeline, ways, receivers, parts, contacts, onTry, onOpened } = settings;
  const published = async (station: string) => contentOf(station, receivers.faults().smsPerDayMax);
  // Kept by a process over many runs, so it is read without the faults of any of them.
  const secrets = recentSecrets(
    {
      async of({ station, channel }) {
        if (ways.happens(receivers.faults().secretUnreadable))
          throw new Error('the secret could not be read');
        const isAbsent = receivers.isBroken({ station, name: channel }, 'secret-absent');
        return isAbsent ? undefined : secretFor(station, channel);
      },
    },
    timeline.now,
  );
  const channelsFor = (run: Run, store: Store): ChannelBook => {
    const counters = parts.counters({ countUp: (...counted) => store.countUp(...counted) });
    const standard = standardChannels('webhook');
    const kindOf = kindsOf(settings, run);
    const book = stationChannels({ published, standard, secrets, counters, kindOf });
    return parts.channels(noted(book, run, onTry));
  };
  const residentsFor = (run: Run, store: Store) =>
    parts.residents(
      residentBook({
        store: { history: (key) => store.history(key), countUp: (...counted) => store.countUp(...counted) },
        opener: {
          open(...asked) {
            onOpened(run);
            return contacts.open(...asked);
          },
        },
        origin: ORIGIN,
        textOf: residentNoticeText,
        smsPerDayMax: async () => receivers.faults().smsPerDayMax,
      }),
    );
  return (run, store) => {
    const { handler } = run;
    const both = { residents: residentsFor(run, store) };
    const own =
      handler === 'notify' ? ({ serves: 'staff' } as const) : ({ serves: 'resident', ...both } as const);
    const elapsedMs = () => timeline.now() - run.startedAt;
    return { channels: channelsFor(run, store), elapsedMs, ...parts.role(own, both, handler) };
  };
}

const noted = (book: ChannelBook, run: Run, onTry: SendersSettings['onTry']): ChannelBook => ({
  named: book.named,
  async routeOf(station, addressed) {
    const route = await book.routeOf(station, addressed);
    return route.map((channel) => ({
      ...channel,
      send(message, options) {
        const { notice } = message;
        onTry({ run, notice, channel: channel.name, urgent: options.urgent });
        return channel.send(message, options);
      },
    }));
  },
});
