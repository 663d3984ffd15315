import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { EventLog } from '../event-log.ts';
import type { Queues } from '../events/queues.ts';
import { failureDeadLetter } from './deferred-dead-letter.ts';
import { type Accepted, type Event, openDeferredRows } from './deferred-rows.ts';
import type { Functions } from './functions.ts';
import { FunctionFailed } from './instance.ts';
import { type Failure, failureOf } from './messages.ts';

/**
 * Lambda's queue for asynchronous invocations: it stores each event, retries it, and finally sends it to the dead
 * letters.
 */
export interface Deferred {
  /** Stores events, all or none; they are on disk when this returns. */
  accept(events: readonly Event[]): void;
  /** Handles all due events; returns true if there were any. An event that waits for its next attempt is not due. */
  drain(): Promise<boolean>;
  /** Whether events of a function are due or being handled. */
  isBusy(functionArn: string): boolean;
  /** Starts no more events and waits for those in progress. */
  stop(): Promise<void>;
}

export interface DeferredSettings {
  readonly eventLog: EventLog;
  readonly clock: VirtualClock;
  readonly functions: Functions;
  readonly queues: Queues;
}

/** The pause after the event log could not be written, for example on a full disk. */
const errorPauseMilliseconds = 1000;

/** Limit per function, so that a hanging function does not block others. */
const runningMax = 16;

/** As on Lambda: one minute before the second attempt, two before the third. */
const pauseAfter = (attempts: number): number => (attempts === 1 ? MINUTE : 2 * MINUTE);

/** Opens the queue, including the events that an earlier run accepted and did not finish. */
export const startDeferred = ({ eventLog, clock, functions, queues }: DeferredSettings): Deferred => {
  const rows = openDeferredRows(eventLog);
  // Drops events of functions that no longer exist; on AWS their queues would be gone too.
  rows.keepOnly(functions.arns);
  const running = new Map(functions.arns.map((arn) => [arn, new Map<string, Promise<void>>()]));
  const runningOf = (arn: string): Map<string, Promise<void>> => running.get(arn) ?? new Map();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const due = (functionArn: string): readonly Accepted[] => {
    const alreadyRunning = runningOf(functionArn);
    return rows.due(functionArn, clock.now(), runningMax * 2).filter(({ id }) => !alreadyRunning.has(id));
  };

  const startDueOf = (arn: string): void => {
    if (stopped) return;
    due(arn)
      .slice(0, runningMax - runningOf(arn).size)
      .forEach(start);
  };

  const startDue = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    functions.arns.forEach(startDueOf);
    const next = rows.nextDueAfter(clock.now());
    if (next !== undefined) timer = setTimeout(startDue, Math.ceil(clock.realMillisecondsUntil(next)));
  };

  const start = (accepted: Accepted): void => {
    const runningHere = runningOf(accepted.functionArn);
    // When an event was handled but that could not be stored, it is handled again: delivery is at least once.
    const done = attempt(accepted)
      .catch(() => wait(errorPauseMilliseconds, true))
      .then((isPostponed) => {
        runningHere.delete(accepted.id);
        if (isPostponed) startDue();
        else startDueOf(accepted.functionArn);
      });
    runningHere.set(accepted.id, done);
  };

  /** Returns whether the event is kept for another attempt, for which a timer is needed. */
  const attempt = async (accepted: Accepted): Promise<boolean> => {
    const { id, functionArn, payload, acceptedAt } = accepted;
    const { invoke, plan } = functions.byArn(functionArn);
    const { retriesMax, ageSecondsMax } = plan.whenAsync;
    if (clock.now() - acceptedAt > ageSecondsMax * SECOND) {
      giveUp(accepted, 'EventAgeExceeded');
      return false;
    }
    try {
      await invoke(JSON.parse(payload), id);
      rows.remove(id);
      return false;
    } catch (error) {
      // Interrupted by the shutdown: not counted as an attempt; the next start retries it.
      if (stopped) return false;
      const attempts = accepted.attempts + 1;
      const failure = error instanceof FunctionFailed ? error.failure : failureOf(error);
      if (attempts > retriesMax) giveUp({ ...accepted, attempts }, 'RetriesExhausted', failure);
      else rows.postpone(id, attempts, clock.now() + pauseAfter(attempts));
      return true;
    }
  };

  const giveUp = (accepted: Accepted, condition: string, failure?: Failure): void => {
    const { onFailureArn } = functions.byArn(accepted.functionArn).plan.whenAsync;
    const deadLetter = failureDeadLetter(accepted, { condition, failure, now: clock.now() });
    if (onFailureArn !== undefined) queues.send(onFailureArn, deadLetter);
    rows.remove(accepted.id);
  };

  const inProgress = (): readonly Promise<void>[] =>
    [...running.values()].flatMap((byId) => [...byId.values()]);

  startDue();
  return {
    accept: (events) => {
      const now = clock.now();
      rows.insert(
        events.map((event) => ({ ...event, id: randomUUID() })),
        now,
      );
      for (const arn of new Set(events.map(({ functionArn }) => functionArn))) startDueOf(arn);
    },
    drain: async () => {
      let any = false;
      for (startDue(); inProgress().length > 0 && !stopped; startDue()) {
        any = true;
        await Promise.race(inProgress());
      }
      return any;
    },
    isBusy: (functionArn) => runningOf(functionArn).size > 0 || due(functionArn).length > 0,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(inProgress());
    },
  };
};
