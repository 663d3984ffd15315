import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Dice } from './dice.ts';

export type Outage = 'store' | 'clock' | 'stream' | 'bus' | 'channels';

export interface OutageSpan {
  readonly what: readonly Outage[];
  readonly from: Instant;
  readonly to: Instant;
}

/** The table is put back at one moment to how it was at another before it. */
export interface Restore {
  readonly to: Instant;
  readonly at: Instant;
}

/**
 * What goes wrong in one run. Each run draws a few of all faults, and how often they strike: faults that always come
 * together hide one another.
 */
export interface Swarm {
  /** Throttled, contended or timed out before anything was written. */
  readonly refuse: number;
  /** Timed out after it was written: the caller cannot know. */
  readonly loseAnswer: number;
  /** The process dies at this await, before or after the other side acted. */
  readonly crash: number;
  readonly latencyMaxMs: number;
  readonly lag: number;
  readonly lagMaxMs: number;
  readonly missTick: number;
  readonly doubleTick: number;
  readonly skewMaxMs: number;
  readonly streamDuplicate: number;
  readonly streamDrop: number;
  /** Entries that the bus does not take, and says so. */
  readonly busRefuse: number;
  readonly busLose: number;
  readonly busDuplicate: number;
  readonly sendTransient: number;
  readonly sendPermanent: number;
  /** Sent, but the answer says that it failed. */
  readonly sendAmbiguous: number;
  /** Shares of all rows that fail now and then, or each time they are read. */
  readonly poisonSoft: number;
  readonly poisonHard: number;
  /** Old and new versions serve side by side, each with its own policies. */
  readonly deploy: { readonly from: Instant; readonly to: Instant } | undefined;
  readonly outages: readonly OutageSpan[];
  /** Somebody spoiled the table, and a backup takes its place. */
  readonly restore: Restore | undefined;
  readonly pageSizeMax: number;
  readonly shardsPerLane: number;
}

/** Nothing goes wrong. */
export const calm: Swarm = {
  refuse: 0,
  loseAnswer: 0,
  crash: 0,
  latencyMaxMs: 20,
  lag: 0,
  lagMaxMs: 0,
  missTick: 0,
  doubleTick: 0,
  skewMaxMs: 0,
  streamDuplicate: 0,
  streamDrop: 0,
  busRefuse: 0,
  busLose: 0,
  busDuplicate: 0,
  sendTransient: 0,
  sendPermanent: 0,
  sendAmbiguous: 0,
  poisonSoft: 0,
  poisonHard: 0,
  deploy: undefined,
  outages: [],
  restore: undefined,
  pageSizeMax: 100,
  shardsPerLane: 1,
};

/** How long an index may lag behind its table at the very worst. */
export const LAG_MAX = 20 * MINUTE;

const everyOutage: readonly Outage[] = ['store', 'clock', 'stream', 'bus', 'channels'];

/** So rare that no entry is refused as often as the stream is read again. */
const BUS_REFUSE_MOST = 0.05;

const lone = (dice: Dice, from: Instant, to: Instant): readonly Partial<Swarm>[] => [
  { poisonHard: 0.05, poisonSoft: 0.05 },
  { poisonHard: 0.1 },
  { poisonSoft: 0.3, latencyMaxMs: 3 * SECOND },
  { busRefuse: BUS_REFUSE_MOST },
  // All that a clock missed is due at once, on more pages than one.
  { outages: [{ what: ['clock'], from: Math.max(from, to - DAY), to }] },
  { restore: drawRestore(dice, from, to) },
];

/** Draws the faults of one run between two instants. */
export function drawSwarm(dice: Dice, from: Instant, to: Instant): Swarm {
  // Some runs have one fault and nothing else, so that whatever goes wrong can only be its doing.
  if (dice.happens(0.2))
    return { ...calm, ...dice.pick(lone(dice, from, to)), pageSizeMax: dice.pick([1, 100]) };
  const rate = (...rates: readonly [number, ...number[]]) => (dice.happens(0.4) ? dice.pick(rates) : 0);
  return {
    refuse: rate(0.01, 0.05, 0.3),
    loseAnswer: rate(0.01, 0.05, 0.2),
    crash: rate(0.002, 0.01, 0.05),
    latencyMaxMs: dice.pick([20, 20, 200, 3 * SECOND]),
    lag: rate(0.05, 0.5),
    lagMaxMs: dice.pick([2 * SECOND, 3 * MINUTE, LAG_MAX]),
    missTick: rate(0.1, 0.5),
    doubleTick: rate(0.1, 0.5),
    skewMaxMs: dice.pick([0, 0, SECOND, 5 * MINUTE]),
    streamDuplicate: rate(0.05, 0.3),
    streamDrop: rate(0.02, 0.3),
    busRefuse: rate(0.05, 0.3),
    busLose: rate(0.02, 0.3),
    busDuplicate: rate(0.05, 0.3),
    sendTransient: rate(0.05, 0.5),
    sendPermanent: rate(0.02, 0.1),
    sendAmbiguous: rate(0.05, 0.3),
    poisonSoft: rate(0.02, 0.2),
    poisonHard: rate(0.02),
    deploy: dice.happens(0.3) ? spanWithin(dice, from, to, 20 * MINUTE) : undefined,
    outages: drawOutages(dice, from, to),
    pageSizeMax: dice.pick([1, 3, 100]),
    shardsPerLane: dice.pick([1, 1, 4]),
    restore: dice.happens(0.2) ? drawRestore(dice, from, to) : undefined,
  };
}

function drawRestore(dice: Dice, from: Instant, to: Instant): Restore {
  const lost = spanOftenLast(dice, from, to, dice.pick([10 * MINUTE, 3 * HOUR, 12 * HOUR]));
  return { to: lost.from, at: lost.to };
}

function drawOutages(dice: Dice, from: Instant, to: Instant): readonly OutageSpan[] {
  if (dice.happens(0.4)) return [];
  return Array.from({ length: dice.between(1, 3) }, () => {
    const what = dice.happens(0.3) ? everyOutage : [dice.pick(everyOutage)];
    const longestMs = what.length === 1 && what[0] === 'stream' ? 26 * HOUR : 36 * HOUR;
    return { what, ...spanOftenLast(dice, from, to, dice.pick([10 * MINUTE, 3 * HOUR, longestMs])) };
  });
}

/** Many last until the very end, so that all they held up comes at once. */
function spanOftenLast(dice: Dice, from: Instant, to: Instant, longestMs: number) {
  const span = spanWithin(dice, from, to, longestMs);
  return dice.happens(0.4) ? { from: span.from + to - span.to, to } : span;
}

/** Bad rows aside, does anything go wrong at all? */
export const isDisturbed = ({ poisonSoft: _soft, poisonHard: _hard, ...others }: Swarm): boolean => {
  const { poisonSoft: _s, poisonHard: _h, ...none } = calm;
  const same = { ...none, pageSizeMax: others.pageSizeMax, shardsPerLane: others.shardsPerLane };
  return JSON.stringify(others) !== JSON.stringify(same);
};

/** Whether nothing of a run can lose what the stream and the bus carry, tried as often as they are. */
export const isLossless = (swarm: Swarm): boolean =>
  !isDisturbed({
    ...swarm,
    busRefuse: swarm.busRefuse > BUS_REFUSE_MOST ? 1 : 0,
    sendTransient: 0,
    sendPermanent: 0,
    skewMaxMs: 0,
  });

function spanWithin(dice: Dice, from: Instant, to: Instant, longestMs: number) {
  const lengthMs = Math.min(dice.between(1, longestMs / MINUTE) * MINUTE, Math.max(DAY / 4, to - from));
  const start = from + dice.between(0, Math.max(0, Math.floor((to - from - lengthMs) / MINUTE))) * MINUTE;
  return { from: start, to: Math.min(start + lengthMs, to) };
}
