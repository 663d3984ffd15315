import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { createExclusive } from '../exclusive.ts';
import type { Settle } from '../settle.ts';
import type { SchedulePlan } from '../template/plan.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Fires schedules as the clock passes minutes, and moves the clock when somebody asks. */
export interface Scheduler {
  /** Passes every minute in order, each settled before the next. Returns the minutes that fired. */
  advance(minutes: number): Promise<number>;
  /** An outage: the time is over at once and nothing happened in it; then one tick, settled. */
  jump(minutes: number): Promise<number>;
  stop(): Promise<void>;
}

export interface SchedulerSettings {
  readonly schedules: readonly SchedulePlan[];
  readonly clock: VirtualClock;
  /** Hands a tick over; `at` is the minute it belongs to. */
  readonly fire: (schedule: SchedulePlan, at: Instant) => void;
  /** Whether the tick before has not been handled yet. */
  readonly isBusy: (schedule: SchedulePlan) => boolean;
  /** What the machine does for itself every hour. */
  readonly hourly: (at: Instant) => Promise<void>;
  readonly settle: Settle;
  /** Told when something fails while nobody waits for it. */
  readonly onTrouble: (error: unknown) => void;
}

/** A machine that slept, or cannot keep up, owes no more than this; what is older was an outage. */
const minutesOwedMax = 60;

const minuteOf = (instant: Instant): Instant => Math.floor(instant / MINUTE) * MINUTE;

/** Starts with the next whole minute. */
export const startScheduler = (settings: SchedulerSettings): Scheduler => {
  const { schedules, clock, fire, isBusy, hourly, settle, onTrouble } = settings;
  const exclusive = createExclusive();
  let last = minuteOf(clock.now());
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const pass = async (at: Instant): Promise<void> => {
    last = at;
    for (const schedule of schedules) {
      if (at % (schedule.everyMinutes * MINUTE) === 0) fire(schedule, at);
    }
    if (at % HOUR === 0) await hourly(at);
    clock.save();
  };

  /** By itself the clock waits for nobody, except that a tick is not fired while the one before it runs. */
  const keepUp = async (): Promise<void> => {
    last = Math.max(last, minuteOf(clock.now()) - minutesOwedMax * MINUTE);
    while (!stopped && last + MINUTE <= clock.now() && !schedules.some(isBusy)) await pass(last + MINUTE);
  };
  const wait = (): void => {
    if (stopped) return;
    const untilNext = clock.realMillisecondsUntil(last + MINUTE);
    timer = setTimeout(
      () => void exclusive(keepUp).catch(onTrouble).finally(wait),
      Math.max(busyMilliseconds, untilNext),
    );
  };
  wait();

  const advance = async (minutes: number): Promise<number> => {
    const end = clock.now() + minutes * MINUTE;
    let fired = 0;
    while (!stopped && last + MINUTE <= end) {
      clock.moveTo(last + MINUTE);
      await pass(last + MINUTE);
      await settle();
      fired += 1;
    }
    clock.moveTo(end);
    await settle();
    return fired;
  };

  const jump = async (minutes: number): Promise<number> => {
    clock.moveTo(clock.now() + minutes * MINUTE);
    await pass(minuteOf(clock.now()));
    await settle();
    return 1;
  };

  return {
    advance: (minutes) => exclusive(() => advance(minutes)),
    jump: (minutes) => exclusive(() => jump(minutes)),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await exclusive(async () => undefined);
    },
  };
};

/** How soon to look again whether the tick before is done. */
const busyMilliseconds = 5;
