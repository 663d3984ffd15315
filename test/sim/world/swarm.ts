import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Dice } from './dice.ts';

/** `log`: the write-once log of the notary, whose faults are drawn apart. */
export type Outage = 'store' | 'clock' | 'stream' | 'bus' | 'channels' | 'log';

export interface OutageSpan {
  readonly what: readonly Outage[];
  readonly from: Instant;
  readonly to: Instant;
}

/** At `at` the table is restored to its state of `to`. */
export interface Restore {
  readonly to: Instant;
  readonly at: Instant;
}

/**
 * The faults of one run and their rates. Each run draws only some faults (swarm testing), since faults that always occur
 * together hide one another.
 */
export interface Swarm {
  /** Rate of calls that fail before anything is written; half of the writes, since other transactions hold a row. */
  readonly refuse: number;
  /** Rate of calls that time out after the write, so the caller cannot know. */
  readonly loseAnswer: number;
  /** Rate of crashes at an await, before or after the call took effect. */
  readonly crash: number;
  readonly latencyMaxMs: number;
  readonly lag: number;
  readonly lagMaxMs: number;
  readonly missTick: number;
  readonly doubleTick: number;
  readonly skewMaxMs: number;
  readonly streamDuplicate: number;
  readonly streamDrop: number;
  /** Rate of entries that the bus refuses. */
  readonly busRefuse: number;
  readonly busLose: number;
  readonly busDuplicate: number;
  readonly sendTransient: number;
  readonly sendPermanent: number;
  /** Rate of messages that are sent although the answer reports a failure. */
  readonly sendAmbiguous: number;
  /** Shares of rows that fail on some reads, or on every read. */
  readonly poisonSoft: number;
  readonly poisonHard: number;
  /** Rollout during which old and new versions run in parallel, each with its own policies. */
  readonly deploy: { readonly from: Instant; readonly to: Instant } | undefined;
  readonly outages: readonly OutageSpan[];
  /** The table is restored from a backup. */
  readonly restore: Restore | undefined;
  readonly pageSizeMax: number;
  readonly shardsPerLane: number;
}

/** No faults. */
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

/** Largest lag of the due index behind its table. */
export const LAG_MAX = 20 * MINUTE;

const everyOutage: readonly Outage[] = ['store', 'clock', 'stream', 'bus', 'channels'];

/** Low enough that no entry is refused on every retry of the stream. */
const BUS_REFUSE_MOST = 0.05;

const singleFaults = (dice: Dice, from: Instant, to: Instant): readonly Partial<Swarm>[] => [
  { poisonHard: 0.05, poisonSoft: 0.05 },
  { poisonHard: 0.1 },
  { poisonSoft: 0.3, latencyMaxMs: 3 * SECOND },
  { busRefuse: BUS_REFUSE_MOST },
  // After the outage all missed rows are due at once, on more than one page.
  { outages: [{ what: ['clock'], from: Math.max(from, to - DAY), to }] },
  { restore: drawRestore(dice, from, to) },
];

/** Draws the faults of one run between two instants. */
export function drawSwarm(dice: Dice, from: Instant, to: Instant): Swarm {
  // Some runs have a single fault, so that a violation can be attributed to it.
  if (dice.happens(0.2))
    return { ...calm, ...dice.pick(singleFaults(dice, from, to)), pageSizeMax: dice.pick([1, 100]) };
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

/** Often shifts the span to end at `to`, so that everything it held up comes at once. */
function spanOftenLast(dice: Dice, from: Instant, to: Instant, longestMs: number) {
  const span = spanWithin(dice, from, to, longestMs);
  return dice.happens(0.4) ? { from: span.from + to - span.to, to } : span;
}

/** Whether a run has any fault apart from poisoned rows. */
export const isDisturbed = ({ poisonSoft: _soft, poisonHard: _hard, ...others }: Swarm): boolean => {
  const { poisonSoft: _s, poisonHard: _h, ...none } = calm;
  const same = { ...none, pageSizeMax: others.pageSizeMax, shardsPerLane: others.shardsPerLane };
  return JSON.stringify(others) !== JSON.stringify(same);
};

/** Whether no fault of a run can make the stream or the bus lose an entry, retries included. */
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
