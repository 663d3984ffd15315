import type { CaseSystem } from '../../cases/case-system.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import { type Chance, systemOf } from '../system.ts';

/** A system whose clock stands where it is put and whose chance repeats with its seed. For tests and simulation. */
export interface SeededSystem extends CaseSystem {
  set(now: Instant): void;
  /** Lets time go by, in milliseconds. */
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

/** Chance that anybody can repeat; never for a secret. */
export function seededChance(seed: number): Chance {
  const next = mulberry32(seed);
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next() >>> 24),
    below: (limit) => Math.floor((next() / 2 ** 32) * limit),
  };
}

/** Tommy Ettinger's small generator: 32 bits of state are plenty to shuffle tests by. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
