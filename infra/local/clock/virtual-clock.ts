import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { EventLog } from '../event-log.ts';
import { clockReader, makeClockMemory, moveClock, realNow } from './virtual-date.ts';

/** The clock of all parts of the run. It runs at `rate`, can be moved forward, and never goes back. */
export interface VirtualClock {
  /** Virtual seconds per real second. */
  readonly rate: number;
  /** Shared with every worker. */
  readonly memory: SharedArrayBuffer;
  now(): Instant;
  /** Moves to an instant; does nothing when it has passed. */
  moveTo(instant: Instant): void;
  /** How far virtual time is ahead of real time, in milliseconds. */
  aheadMilliseconds(): number;
  /** Real milliseconds until the clock reaches an instant, at most as many as a timer takes; 0 when it has passed. */
  realMillisecondsUntil(instant: Instant): number;
  /** Stores the clock's offset. Without it, the next start would run before instants that have already passed. */
  save(): void;
}

const aheadKey = 'clock-ahead-milliseconds';

/** A rate so low that only an explicit move changes the time. */
export const STANDSTILL = 1e-9;

export interface ClockStart {
  readonly rate: number;
  /** The start time of a new data directory; now when absent. */
  readonly startAt?: Instant | undefined;
}

/** Node fires a timer with a longer delay at once. */
const timerMillisecondsMax = 2 ** 31 - 1;

/** Starts the clock with the stored offset to real time, so that time also passed while nothing ran. */
export const startVirtualClock = (eventLog: EventLog, { rate, startAt }: ClockStart): VirtualClock => {
  const stored = eventLog.read(aheadKey);
  const ahead = stored === undefined && startAt !== undefined ? startAt - realNow() : Number(stored ?? 0);
  const memory = makeClockMemory(realNow() + ahead, rate);
  const now = clockReader(memory);
  const aheadMilliseconds = () => now() - realNow();
  const save = () => eventLog.write(aheadKey, String(aheadMilliseconds()));

  return {
    rate,
    memory,
    now,
    aheadMilliseconds,
    save,
    moveTo: (instant) => {
      moveClock(memory, Math.max(0, instant - now()));
      save();
    },
    realMillisecondsUntil: (instant) => Math.min(Math.max(0, (instant - now()) / rate), timerMillisecondsMax),
  };
};
