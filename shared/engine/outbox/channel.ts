import type { Instant } from '../calendar/instant.ts';
import type { Language } from '../language.ts';
import type { StationId } from '../scope.ts';
import type { Notice, NoticeText } from './notice.ts';
import type { Platform } from './platforms.ts';
import type { Addressed } from './route.ts';

/** One message as a channel sends it. Only `address` is personal: a resident's number or mail address. */
export interface ChannelMessage {
  readonly notice: Notice;
  readonly text: NoticeText;
  /** The ids on this platform of the people addressed, so that a robot can mention them. */
  readonly mentions: readonly string[];
  /** Where a message to one person goes: a telephone number in E.164 or a mail address. Absent for a group's channel. */
  readonly address?: string;
  /** An https address at which the person stops these messages by a POST, for channels that can offer it. */
  readonly unsubscribe?: string;
}

/** What became of one attempt. Codes only, since they are logged and stored. */
export type Judged =
  /** `receipt` is the provider's id of the message, under which it may report later whether it was delivered. */
  | { readonly result: 'sent'; readonly receipt?: string }
  /** Another attempt may succeed, no earlier than after `retryAfterMs` where the receiver says so. */
  | { readonly result: 'transient'; readonly code: string; readonly retryAfterMs?: number }
  /** This message cannot be delivered over this channel. */
  | { readonly result: 'permanent'; readonly code: string }
  /** The channel itself takes nothing any more: its key is wrong, its robot was removed, its balance is used up. */
  | { readonly result: 'broken'; readonly code: string };

/** No attempt was made. The message waits by itself, and is read again before the next one. */
export interface Throttled {
  readonly result: 'throttled';
  readonly retryAfterMs: number;
  /** The channel has no place for it in this minute, and so many others wait before it. */
  readonly before?: number;
}

export interface SendingOptions {
  readonly now: Instant;
  readonly urgent: boolean;
  /** Whether what the message says was read recently enough to be said. Always where it is absent. */
  readonly isStillTrue?: () => boolean;
}

/** One channel of a station. */
export interface Channel {
  readonly name: string;
  /** The language of its readers, where it is not that of the message. */
  readonly language?: Language;
  /** Where the people it mentions have their ids; absent for a channel that mentions nobody. */
  readonly mentions?: Platform;
  /** It reaches one person at an address of this platform; absent for a group's channel. */
  readonly reaches?: 'mail' | 'phone';
  /** Judges whatever the receiver does; what it throws is taken for `transient`. */
  send(message: ChannelMessage, options: SendingOptions): Promise<Judged | Throttled>;
}

/** The channels of all stations. */
export interface ChannelBook {
  /** The channels of a message's route: the next one is for when one fails. Empty where the station has no such route. */
  routeOf(station: StationId, addressed: Addressed): Promise<readonly Channel[]>;
  /** A channel by its name, whatever its routes. */
  named(station: StationId, name: string): Promise<Channel | undefined>;
}
