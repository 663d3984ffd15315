import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { SMS_PER_DAY_MAX } from '../../../shared/policies/channels-content.ts';
import type { Dice } from '../world/dice.ts';
import { everyChannel } from './contents.ts';

/** A time in which one channel takes nothing: its robot was removed, or its secret is not there. */
export interface Breakage {
  readonly station: string;
  readonly channel: string;
  readonly how: 'removed' | 'secret-absent';
  readonly from: Instant;
  readonly to: Instant;
}

/** What goes wrong at the receivers of messages, beside the rates of a swarm. */
export interface ChannelFaults {
  /** Rate of answers with HTTP 200 whose body says that there are too many messages. */
  readonly throttles: number;
  /** Rate of reads of a secret that fail. */
  readonly secretUnreadable: number;
  /** Rate of offers that the bus leads to the wrong sender too. */
  readonly misleads: number;
  readonly breakages: readonly Breakage[];
  /** How many short messages a station pays for on one day. */
  readonly smsPerDayMax: number;
}

export const noChannelFaults: ChannelFaults = {
  throttles: 0,
  secretUnreadable: 0,
  misleads: 0,
  breakages: [],
  smsPerDayMax: SMS_PER_DAY_MAX,
};

/** Draws what goes wrong between two instants. What a station pays for stays as it is. */
export function drawChannelFaults(dice: Dice, from: Instant, to: Instant): ChannelFaults {
  const rate = (...rates: readonly [number, ...number[]]) => (dice.happens(0.4) ? dice.pick(rates) : 0);
  return {
    throttles: rate(0.05, 0.3),
    secretUnreadable: rate(0.02, 0.2),
    misleads: rate(0.02, 0.3),
    breakages: dice.happens(0.4) ? breakages(dice, from, to) : [],
    smsPerDayMax: dice.pick([SMS_PER_DAY_MAX, SMS_PER_DAY_MAX, 10, 3]),
  };
}

function breakages(dice: Dice, from: Instant, to: Instant): readonly Breakage[] {
  return Array.from({ length: dice.between(1, 3) }, () => {
    const { station, name: channel } = dice.pick(everyChannel);
    const longestMs = dice.pick([10 * MINUTE, 3 * HOUR, 36 * HOUR]);
    const start = from + dice.below(Math.max(1, Math.floor((to - from) / MINUTE))) * MINUTE;
    const end = Math.min(to, start + dice.between(1, longestMs / MINUTE) * MINUTE);
    return { station, channel, how: dice.pick(['removed', 'secret-absent'] as const), from: start, to: end };
  });
}
