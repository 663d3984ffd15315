import type { Dice } from '../sim/world/dice.ts';
import type { Weather } from './fault-proxy.ts';

/** What is done to the machine, and what it is called where it is told. */
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

/** Moments are counted in requests of the batch and not in seconds, so a slow machine meets the same ones. */
export interface Strike {
  readonly kind: StrikeKind;
  /** With which request of the round it begins. */
  readonly at: number;
  /** For how many requests more it lasts, where it lasts. */
  readonly lasts: number;
  readonly jumpMinutes: number;
}

/** Everything that will go wrong in one round. */
export interface RoundPlan {
  readonly round: number;
  readonly residents: number;
  readonly toStore: Weather;
  readonly toReceiver: Weather;
  /** One after the other; each is mended before the next begins. */
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

/** The same dice draw the same plan. Each kind comes round in turn, alone or with others. */
export function planOf(dice: Dice, { rounds, residents, kinds }: PlanSettings): readonly RoundPlan[] {
  return Array.from({ length: rounds }, (_, index) => {
    const own = kinds[index % kinds.length];
    const others = kinds.filter((kind) => kind !== own && dice.happens(1 / kinds.length));
    const harshness = dice.pick([0, 1, 1, 2]);
    let at = 0;
    return {
      round: index + 1,
      residents,
      toStore: storeWeather(harshness),
      toReceiver: receiverWeather(dice.pick([0, 1, 1, 2])),
      strikes: [...(own === undefined ? [] : [own]), ...others].map((kind) => {
        at += dice.between(5, REQUESTS_BETWEEN_MAX);
        const strike = { kind, at, lasts: dice.between(5, LASTS_MAX) };
        at += strike.lasts;
        return { ...strike, jumpMinutes: dice.between(15, JUMP_MINUTES_MAX) };
      }),
    };
  });
}

const storeWeather = (harshness: number): Weather => ({
  late: 0.1 * harshness,
  lost: 0.03 * harshness,
  refused: 0.05 * harshness,
  'answer-lost': 0.03 * harshness,
  'answer-cut': 0.02 * harshness,
  'answer-withheld': 0.003 * harshness,
});

const receiverWeather = (harshness: number): Weather => ({
  late: 0.1 * harshness,
  lost: 0.05 * harshness,
  refused: 0.1 * harshness,
  'turned-away': 0.02 * harshness,
  'answer-lost': 0.1 * harshness,
  'answer-withheld': 0.02 * harshness,
});
