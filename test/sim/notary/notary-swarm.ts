import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { Dice } from '../world/dice.ts';
import { calm, type OutageSpan, type Swarm } from '../world/swarm.ts';

/**
 * The faults of the notary between two instants. They are drawn apart from those of the run, so that they change nothing
 * in it; an outage of the store or of its stream is one for both.
 */
export function drawNotarySwarm(dice: Dice, run: Swarm, from: Instant, to: Instant): Swarm {
  const rate = (...rates: readonly number[]) => (dice.happens(0.5) ? dice.pick(rates) : 0);
  const shared = run.outages.filter(({ what }) => what.includes('store') || what.includes('stream'));
  return {
    ...calm,
    refuse: rate(0.01, 0.05, 0.3),
    loseAnswer: rate(0.05, 0.2),
    crash: rate(0.01, 0.05, 0.2),
    latencyMaxMs: dice.pick([20, 200, 3000]),
    streamDuplicate: rate(0.05, 0.3),
    streamDrop: rate(0.02, 0.3),
    outages: [...shared, ...stalls(dice, from, to)],
  };
}

/** A stall of 26 hours loses what is older than 24. */
const STALLS: readonly number[] = [10 * MINUTE, 3 * HOUR, 26 * HOUR];

function stalls(dice: Dice, from: Instant, to: Instant): readonly OutageSpan[] {
  if (dice.happens(0.4)) return [];
  return Array.from({ length: dice.between(1, 3) }, () => {
    const length = dice.pick(STALLS);
    // A run may be shorter than a stall, which then began before it.
    const end = dice.happens(0.4) ? to : from + dice.between(0, Math.floor((to - from) / MINUTE)) * MINUTE;
    return { what: [dice.pick(['stream', 'log'] as const)], from: end - length, to: end };
  });
}
