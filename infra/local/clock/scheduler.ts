import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { createExclusive } from '../exclusive.ts';
import type { Settle } from '../settle.ts';
import type { SchedulePlan } from '../template/plan.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Fires schedules as the virtual clock passes minutes, and moves the clock on request. */
export interface Scheduler {
  /** Passes every minute in order and settles each before the next. Returns the number of minutes that fired. */
  advance(minutes: number): Promise<number>;
  /** Simulates an outage: the time passes at once without ticks; then one tick fires and is settled. */
  jump(minutes: number): Promise<number>;
  stop(): Promise<void>;
}

export interface SchedulerSettings {
  readonly schedules: readonly SchedulePlan[];
  readonly clock: VirtualClock;
  /** Queues a tick; `at` is its minute. */
  readonly fire: (schedule: SchedulePlan, at: Instant) => void;
  /** Whether the previous tick is still being handled. */
  readonly isBusy: (schedule: SchedulePlan) => boolean;
  /** Hourly maintenance. */
  readonly hourly: (at: Instant) => Promise<void>;
  readonly settle: Settle;
  /** Called when a background task fails. */
  readonly onError: (error: unknown) => void;
}

/** Missed minutes are made up to this limit; a longer gap counts as an outage. */
const minutesMissedMax = 60;

const minuteOf = (instant: Instant): Instant => Math.floor(instant / MINUTE) * MINUTE;

/** Starts with the next whole minute. */
export const startScheduler = (settings: SchedulerSettings): Scheduler => {
  const { schedules, clock, fire, isBusy, hourly, settle, onError } = settings;
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

  /**
   * Fires the missed minutes. It waits for no work to finish, except that a tick is not fired while the previous one
   * runs.
   */
  const keepUp = async (): Promise<void> => {
    last = Math.max(last, minuteOf(clock.now()) - minutesMissedMax * MINUTE);
    while (!stopped && last + MINUTE <= clock.now() && !schedules.some(isBusy)) await pass(last + MINUTE);
  };
  const wait = (): void => {
    if (stopped) return;
    const untilNext = clock.realMillisecondsUntil(last + MINUTE);
    timer = setTimeout(
      () => void exclusive(keepUp).catch(onError).finally(wait),
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

/** How often to check whether the previous tick is done. */
const busyMilliseconds = 5;
