import { type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { ChannelMessage } from '../../../shared/engine/outbox/channel.ts';
import type { Dice } from '../world/dice.ts';
import type { Machines } from '../world/machines.ts';
import type { Run } from '../world/run.ts';
import type { Timeline } from '../world/timeline.ts';
import { type Answer, answerOf, type Verdict } from './answers.ts';
import { type ChannelFaults, noChannelFaults } from './channel-faults.ts';
import { perMinuteOf, wayOf } from './contents.ts';
import type { Request } from './line.ts';

/** One channel of one station, as its receiver. */
export interface Receiver {
  readonly station: string;
  readonly name: string;
  readonly kind: string;
}

/** A request as it really happened, whatever answer the sender got. */
export interface Sending extends Request {
  readonly run: Run;
  /** When the adapter began to send. */
  readonly begunAt: Instant;
  /** The sender's clock as it began. */
  readonly now: Instant;
  readonly receiver: Receiver;
  readonly message: ChannelMessage;
  readonly taken: boolean;
}

export interface ReceiversSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  /** Decides whether a request fails. */
  readonly dice: Dice;
  /** Decides how, and what the receivers do by themselves. */
  readonly ways: Dice;
  readonly faults: ChannelFaults;
  /** What adapters get to see of an answer. */
  readonly seen: (answer: Answer) => Answer;
  readonly onSend: (sending: Sending) => void;
}

export interface Receivers {
  readonly faults: () => ChannelFaults;
  heal(): void;
  isBroken(receiver: Pick<Receiver, 'station' | 'name'>, how: 'removed' | 'secret-absent'): boolean;
  /** Answers a request to a receiver; rejects where no answer comes. */
  receive(receiver: Receiver, sent: Omit<Sending, 'receiver' | 'taken'>): Promise<Answer>;
}

/** How long an adapter waits for an answer. */
const TIMEOUT_MS = 3 * SECOND;
/** A robot of DingTalk that got more than its limit takes nothing for so long. */
const PUNISHED_MS = 10 * MINUTE;

/** The receivers of all channels: they fail, throttle, take without an answer, and are removed. */
export function receivers(settings: ReceiversSettings): Receivers {
  const { timeline, machines, dice, ways, seen, onSend } = settings;
  let { faults } = settings;
  const crowds = new Map<string, Crowd>();

  const isBroken: Receivers['isBroken'] = ({ station, name }, how) => {
    const now = timeline.now();
    return faults.breakages.some(
      (one) =>
        one.how === how && one.station === station && one.channel === name && one.from <= now && now < one.to,
    );
  };
  const isTooMany = ({ station, name, kind }: Receiver): boolean => {
    const perMinute = perMinuteOf[kind];
    if (perMinute === undefined) return false;
    const key = `${station}/${name}`;
    const crowd = crowds.get(key) ?? { times: [], closedUntil: 0 };
    crowds.set(key, crowd);
    return isCrowded(crowd, { perMinute, closedMs: kind === 'dingtalk' ? PUNISHED_MS : 0 }, timeline.now());
  };
  const verdictOf = (receiver: Receiver, refused: boolean): Verdict => {
    if (isBroken(receiver, 'removed')) return 'removed';
    const tooMany = isTooMany(receiver);
    if (tooMany || ways.happens(faults.throttles)) return 'too-many';
    return refused ? 'refused' : 'taken';
  };
  const silence = (ms: number): Promise<never> =>
    new Promise((_, reject) => {
      timeline.after(ms, () => {
        timeline.wake();
        reject(new TypeError('fetch failed', { cause: coded(ms === 0 ? 'ECONNREFUSED' : 'ETIMEDOUT') }));
      });
    });

  return {
    faults: () => faults,
    heal() {
      const { smsPerDayMax } = faults;
      faults = { ...noChannelFaults, smsPerDayMax };
    },
    isBroken,
    async receive(receiver, sent) {
      const { sendTransient, sendPermanent, sendAmbiguous } = machines.swarm();
      if (machines.isOut('channels') || dice.happens(sendTransient)) {
        onSend({ ...sent, receiver, taken: false });
        const way = ways.below(3);
        return way === 0 ? seen(answerOf(receiver.kind, 'busy')) : silence(way === 1 ? 0 : TIMEOUT_MS);
      }
      const verdict = verdictOf(receiver, dice.happens(sendPermanent));
      onSend({ ...sent, receiver, taken: verdict === 'taken' });
      if (verdict !== 'taken' || !dice.happens(sendAmbiguous)) return seen(answerOf(receiver.kind, verdict));
      return ways.happens(0.5) ? { status: 500, body: '' } : silence(TIMEOUT_MS);
    },
  };
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });

interface Crowd {
  times: readonly Instant[];
  closedUntil: Instant;
}

/** Whether a robot has had its fill in the sixty seconds before. */
function isCrowded(
  crowd: Crowd,
  { perMinute, closedMs }: { readonly perMinute: number; readonly closedMs: number },
  now: Instant,
): boolean {
  if (now < crowd.closedUntil) return true;
  const recent = crowd.times.filter((at) => at > now - MINUTE);
  crowd.times = [...recent, now];
  if (recent.length < perMinute) return false;
  crowd.closedUntil = now + closedMs;
  return true;
}

/** What a receiver reads, without the address that only a channel to one person has. */
export const wordsOf = ({ receiver, url, body }: Pick<Sending, 'receiver' | 'url' | 'body'>): string =>
  wayOf[receiver.kind] === 'sms' ? (url.searchParams.get('TemplateParam') ?? '') : body;
