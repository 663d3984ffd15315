import type { CaseSystem } from '../../cases/case-system.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import { type Chance, systemOf } from '../system.ts';

/** A system with a clock that moves only when set and with seeded randomness, for tests and simulation. */
export interface SeededSystem extends CaseSystem {
  set(now: Instant): void;
  /** Advances the clock, in milliseconds. */
  pass(ms: number): void;
}

export function seededSystem(seed: number, startAt: Instant): SeededSystem {
  let now = startAt;
  return {
    ...systemOf(() => now, seededChance(seed)),
    set: (at) => {
      now = at;
    },
    pass: (ms) => {
      now += ms;
    },
  };
}

/** Randomness that repeats for a seed; never use it for secrets. */
export function seededChance(seed: number): Chance {
  const next = mulberry32(seed);
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next() >>> 24),
    below: (limit) => Math.floor((next() / 2 ** 32) * limit),
  };
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state are enough to shuffle tests. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
