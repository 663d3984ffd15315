import { type Instant, SECOND } from '../calendar/instant.ts';
import type { Language } from '../language.ts';
import type { Priority } from '../priority.ts';
import type { StationId } from '../scope.ts';
import type { Freshness } from '../storage/store.ts';
import type { EngineWorld } from '../world.ts';
import type { ChannelBook } from './channel.ts';
import type { Audience } from './message.ts';
import type { MorningBrief } from './morning-brief.ts';
import type { Notice, NoticeText } from './notice.ts';
import type { Roster } from './person.ts';

/** What sending needs. */
export type NotifyWorld = Pick<EngineWorld, 'store' | 'policies' | 'aggregates'> & {
  readonly channels: ChannelBook;
  /** A recent roster may miss what was entered moments ago; nobody is taken to be missing by it. */
  readonly people: { roster(station: StationId, freshness?: Freshness): Promise<Roster> };
  readonly brief: MorningBrief;
  /** Renders the test of a channel. Absent where none is sent. */
  readonly testText?: (language: Language) => NoticeText;
  /** Whose messages this function sends; offers of others it leaves alone. Absent where one process sends all. */
  readonly serves?: Audience;
  /** Whether one more reader can be told before this process is ended. Absent where nothing ends it. */
  readonly hasTime?: () => boolean;
  /** For how many milliseconds this call has run. Absent where nothing takes time. */
  readonly elapsedMs?: () => number;
  /** Present where messages to residents are sent: where they go. */
  readonly residents?: ResidentBook;
};

/** How one resident is reached about one aggregate. Personal: it is in no row, event or log. */
export interface ResidentAddress {
  readonly by: 'mail' | 'phone';
  readonly to: string;
  /** The address at which a mail program stops further ones. */
  readonly unsubscribe?: string;
  /** The words of a notice as this resident gets them, with the link to their page. */
  textOf(notice: Notice): NoticeText;
}

/** A message that is not sent: nobody is reached by it, and nothing was promised. */
export interface NotReached {
  /** A code, stored with the delivery. */
  readonly why: string;
}

/** Where residents are reached: what only the function that sends to them can open. */
export interface ResidentBook {
  /** @param notice to one resident, whose own aggregate it names */
  reach(notice: Notice): Promise<ResidentAddress | NotReached>;
  /** Counts one short message, unless the station's number of the day is used up. */
  mayCost(station: StationId, priority: Priority, now: Instant): Promise<boolean>;
  /** Takes back one that was counted at `now`, and that the provider did surely not take. */
  giveBack(station: StationId, now: Instant): Promise<void>;
}

/** How long after the read that allows it a message may begin to be sent. */
const READ_TO_SEND_MAX = 10 * SECOND;

export interface StillTrue {
  /** Whether what the message says was read recently enough to be said. */
  readonly isStillTrue: () => boolean;
}

/** To be called before what a message says is read: whether it may still be sent. */
export function readNow({ elapsedMs = () => 0 }: Pick<NotifyWorld, 'elapsedMs'>): StillTrue['isStillTrue'] {
  const readAtMs = elapsedMs();
  return () => elapsedMs() - readAtMs < READ_TO_SEND_MAX;
}
