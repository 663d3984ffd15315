import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { EventLog } from '../event-log.ts';
import { clockReader, makeClockMemory, moveClock, realNow } from './virtual-date.ts';

/** The time all parts of the run live by. It runs at `rate`, can be moved forward, and never goes back. */
export interface VirtualClock {
  /** Virtual seconds per real second. */
  readonly rate: number;
  /** Handed to every worker. */
  readonly memory: SharedArrayBuffer;
  now(): Instant;
  /** Moves to an instant; without effect when it has passed. */
  moveTo(instant: Instant): void;
  /** How far virtual time is ahead of real time, in milliseconds. */
  aheadMilliseconds(): number;
  /** Real milliseconds until an instant comes by itself, at most as many as a timer takes; 0 when it has passed. */
  realMillisecondsUntil(instant: Instant): number;
  /** Remembers the time for the next start, which must not find deadlines in its past undone again. */
  save(): void;
}

const aheadKey = 'clock-ahead-milliseconds';

/** A rate at which time stands still for all that a person can tell, so that only who moves the clock moves it. */
export const STANDSTILL = 1e-9;

export interface ClockStart {
  readonly rate: number;
  /** When a run without a past begins; now, when absent. */
  readonly startAt?: Instant | undefined;
}

/** A timer for longer than this fires at once instead. */
const timerMillisecondsMax = 2 ** 31 - 1;

/** Starts the clock where the last run left it; while nothing ran, time passed as it does for everybody. */
export const startVirtualClock = (eventLog: EventLog, { rate, startAt }: ClockStart): VirtualClock => {
  const known = eventLog.read(aheadKey);
  const ahead = known === undefined && startAt !== undefined ? startAt - realNow() : Number(known ?? 0);
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
