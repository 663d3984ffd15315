import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { Language } from '../language.ts';
import type { Channel, ChannelBook, ChannelMessage, Judged, SendingOptions, Throttled } from './channel.ts';
import type { Notice, NoticeText } from './notice.ts';
import type { ResidentAddress } from './notify-world.ts';
import type { Person } from './person.ts';
import type { Readers } from './readers/readers.ts';
import { attempt, sendToEach } from './readers/send-to-each.ts';
import type { Addressed } from './route.ts';

/** What became of one attempt to send a notice over the channels of its route. `code` is what the last one answered. */
export type Sent =
  /** Without a channel where all of several readers were told before. */
  | { readonly sent: 'sent'; readonly channel?: string; readonly receipt?: string }
  /** Another attempt may succeed, not before `retryAfterMs` have passed. */
  | {
      readonly sent: 'channel-failed';
      readonly channel: string;
      readonly code: string;
      readonly retryAfterMs?: number;
    }
  | { readonly sent: 'channel-refused'; readonly channel: string; readonly code: string }
  /**
   * For some reader no attempt was made: the channel takes no more in this minute, and so many others wait already, or
   * there was no more time to send what had been read.
   */
  | {
      readonly sent: 'throttled';
      readonly channel?: string;
      readonly retryAfterMs: number;
      readonly before?: number;
    }
  | { readonly sent: 'no-channel' };

interface Budget {
  /** Counts one more short message, unless none may be paid for. */
  mayCost(): Promise<boolean>;
  giveBack(): Promise<void>;
}

/** A notice with what its channels need to know of it. */
export interface Outgoing {
  readonly notice: Notice;
  readonly addressed: Addressed;
  /** The staff addressed; empty for a message to a resident. */
  readonly people: readonly Person[];
  /** How the resident addressed is reached; absent for a message to staff. */
  readonly resident?: ResidentAddress;
  /** What the station pays for short messages on one day. */
  readonly budget?: Budget;
  /** Who was told before; absent where nobody can have been. */
  readonly readers?: Readers;
  /** Attempts that were made of it, this one included. */
  readonly attempts: number;
  /** Over how many channels of its route it goes, one where it is absent. */
  readonly over?: number;
  /** Whether what it says was read recently enough. */
  readonly isStillTrue?: () => boolean;
  textOf(notice: Notice): NoticeText;
}

/**
 * How often a channel that fails for now is tried before the next one of the route is. A channel that is broken or takes
 * no such message is left at once.
 */
const TRIES_BEFORE_NEXT = 2;

/**
 * Sends a notice over the first channel of its route that takes it, and over as many more as it is to go over. What those
 * answer changes nothing once one has taken it. Every attempt has the same id.
 */
export async function sendNotice(channels: ChannelBook, outgoing: Outgoing, now: Instant): Promise<Sent> {
  const route = await channels.routeOf(outgoing.notice.station, outgoing.addressed);
  const { attempts, addressed, over = 1 } = outgoing;
  const answers: Sent[] = [];
  let sent: Sent | undefined;
  let left = over;
  for (const channel of route.filter((one) => mayReach(one, outgoing))) {
    const judged = await sendOver(channel, sent === undefined ? outgoing : furtherWay(outgoing), now);
    const answer = answerOf(channel, judged);
    if (answer.sent === 'sent') {
      sent ??= answer;
      left -= 1;
      if (left === 0) break;
    } else if (sent === undefined) {
      answers.push(answer);
      // What is urgent does not wait where another way is open.
      if (answer.sent === 'throttled' && !addressed.urgent) break;
      if (answer.sent === 'channel-failed' && attempts <= TRIES_BEFORE_NEXT) break;
    }
  }
  return sent ?? worstOf(answers);
}

/** Whoever was told over one channel is told over the next one too. */
const furtherWay = ({ readers, ...outgoing }: Outgoing): Outgoing => ({
  ...outgoing,
  ...(readers && { readers: { ...readers, isTold: () => false, tell: async () => undefined } }),
});

function answerOf({ name: channel }: Channel, judged: Judged | Throttled): Sent {
  switch (judged.result) {
    case 'sent':
      return { sent: 'sent', channel, ...defined({ receipt: judged.receipt }) };
    case 'throttled':
      return {
        sent: 'throttled',
        channel,
        retryAfterMs: judged.retryAfterMs,
        ...defined({ before: judged.before }),
      };
    case 'transient':
      return {
        sent: 'channel-failed',
        channel,
        code: judged.code,
        ...defined({ retryAfterMs: judged.retryAfterMs }),
      };
    default:
      return { sent: 'channel-refused', channel, code: judged.code };
  }
}

/**
 * An attempt that was made is counted, whatever waits elsewhere. That nothing is paid for any more hides no channel that is
 * broken.
 */
function worstOf(answers: readonly Sent[]): Sent {
  const refused = answers.filter(({ sent }) => sent === 'channel-refused');
  return (
    answers.find(({ sent }) => sent === 'channel-failed') ??
    answers.find(({ sent }) => sent === 'throttled') ??
    refused.findLast((one) => !isOverBudget(one)) ??
    refused[0] ?? { sent: 'no-channel' }
  );
}

/** What a resident did not choose is no way to them. A channel without addresses tells a group, or shows what was sent. */
const mayReach = ({ reaches }: Channel, { resident }: Outgoing): boolean =>
  resident === undefined || reaches === undefined || reaches === resident.by;

/** Sends over one channel: once to a group, or to each person who has an address there. */
export async function sendOver(
  channel: Channel,
  outgoing: Outgoing,
  now: Instant,
): Promise<Judged | Throttled> {
  const { notice, people, resident } = outgoing;
  const { isStillTrue } = outgoing;
  const options = { now, urgent: outgoing.addressed.urgent, ...defined({ isStillTrue }) };
  const { language, mentions, reaches } = channel;
  if (resident !== undefined && reaches !== undefined)
    return sendToResident(channel, resident, outgoing, options);
  const text = outgoing.textOf(inLanguage(notice, people.length === 0 ? undefined : language));
  const message: ChannelMessage = {
    notice,
    text,
    mentions: mentions === undefined ? [] : people.flatMap(({ platforms }) => platforms?.[mentions] ?? []),
  };
  if (reaches === undefined) return attempt(channel, message, options);
  return sendToEach(channel, reaches, message, outgoing, options);
}

/** The link to their page is for the resident alone, so a channel that reaches more than one person does not get it. */
async function sendToResident(
  channel: Channel,
  { to, unsubscribe, textOf }: ResidentAddress,
  { notice, budget }: Outgoing,
  options: SendingOptions,
): Promise<Judged | Throttled> {
  const paidFrom = channel.reaches === 'phone' ? budget : undefined;
  if (paidFrom !== undefined && !(await paidFrom.mayCost())) return overBudget;
  const message = { notice, text: textOf(notice), mentions: [], address: to };
  const judged = await attempt(channel, { ...message, ...defined({ unsubscribe }) }, options);
  if (!mayHaveBeenTaken(judged)) await paidFrom?.giveBack();
  return judged;
}

/** Nobody knows of a provider that did not answer, or of an adapter that threw. */
const mayHaveBeenTaken = (judged: Judged | Throttled): boolean =>
  judged.result === 'sent' ||
  (judged.result === 'transient' && ['unsure', 'channel-threw'].includes(judged.code));

/** The station pays for no more short messages today. */
const overBudget = { result: 'permanent', code: 'budget' } as const;
export const isOverBudget = (sent: Sent): boolean =>
  sent.sent === 'channel-refused' && sent.code === overBudget.code;

/** A resident reads their own language, whatever the channel's; staff read that of the channel. */
const inLanguage = (notice: Notice, language: Language | undefined): Notice =>
  language === undefined ? notice : { ...notice, language };
