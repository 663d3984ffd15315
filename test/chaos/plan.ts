import type { Dice } from '../sim/world/dice.ts';
import type { FaultRates } from './fault-proxy.ts';

/** What is done to the machine, with its name in the report. */
export const strikeKinds = {
  'engine-killed': 'kill -9 of the engine',
  'run-killed': 'kill -9 of the whole run',
  'machine-killed': 'kill -9 of both at once',
  'thread-ended': 'the end of a function’s thread',
  'clock-jumped': 'a jump of the clock',
  'disk-full': 'a full disk',
  'receiver-gone': 'an outage of the channel',
} as const;
export type StrikeKind = keyof typeof strikeKinds;

/** Counted in requests of the round and not in seconds, so that the plan does not depend on the machine’s speed. */
export interface Strike {
  readonly kind: StrikeKind;
  /** Number of the request of the round at which it begins. */
  readonly at: number;
  /** Duration in requests, for strikes that last. */
  readonly lasts: number;
  readonly jumpMinutes: number;
}

/** All faults of one round. */
export interface RoundPlan {
  readonly round: number;
  readonly residents: number;
  readonly toStore: FaultRates;
  readonly toReceiver: FaultRates;
  /** In order; each is repaired before the next begins. */
  readonly strikes: readonly Strike[];
}

export interface PlanSettings {
  readonly rounds: number;
  readonly residents: number;
  readonly kinds: readonly StrikeKind[];
}

const REQUESTS_BETWEEN_MAX = 30;
const LASTS_MAX = 25;
const JUMP_MINUTES_MAX = 300;

/** The same dice give the same plan. Each round has the next kind, alone or with others. */
export function planOf(dice: Dice, { rounds, residents, kinds }: PlanSettings): readonly RoundPlan[] {
  return Array.from({ length: rounds }, (_, index) => {
    const mainKind = kinds[index % kinds.length];
    const others = kinds.filter((kind) => kind !== mainKind && dice.happens(1 / kinds.length));
    const harshness = dice.pick([0, 1, 1, 2]);
    let at = 0;
    return {
      round: index + 1,
      residents,
      toStore: storeFaults(harshness),
      toReceiver: receiverFaults(dice.pick([0, 1, 1, 2])),
      strikes: [...(mainKind === undefined ? [] : [mainKind]), ...others].map((kind) => {
        at += dice.between(5, REQUESTS_BETWEEN_MAX);
        const strike = { kind, at, lasts: dice.between(5, LASTS_MAX) };
        at += strike.lasts;
        return { ...strike, jumpMinutes: dice.between(15, JUMP_MINUTES_MAX) };
      }),
    };
  });
}

const storeFaults = (harshness: number): FaultRates => ({
  late: 0.1 * harshness,
  lost: 0.03 * harshness,
  refused: 0.05 * harshness,
  'answer-lost': 0.03 * harshness,
  'answer-cut': 0.02 * harshness,
  'answer-withheld': 0.003 * harshness,
});

const receiverFaults = (harshness: number): FaultRates => ({
  late: 0.1 * harshness,
  lost: 0.05 * harshness,
  refused: 0.1 * harshness,
  'turned-away': 0.02 * harshness,
  'answer-lost': 0.1 * harshness,
  'answer-withheld': 0.02 * harshness,
});
