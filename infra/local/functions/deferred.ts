import { randomUUID } from 'node:crypto';
import { type Instant, MINUTE, SECOND, toIso } from '../../../shared/domain/instant.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Queues } from '../events/queues.ts';
import type { Journal } from '../journal.ts';
import { type Accepted, type Event, openDeferredRows } from './deferred-rows.ts';
import type { Functions } from './functions.ts';
import { FunctionFailed } from './instance.ts';
import type { Failure } from './messages.ts';

/** Lambda's queue for events that nobody waits for: accepted for good, tried again, and in the end put aside. */
export interface Deferred {
  /** Accepts events, all or none. They are on disk when this returns. */
  accept(events: readonly Event[]): void;
  /** Handles what is due; true when anything was. What waits for its next attempt is not due. */
  drain(): Promise<boolean>;
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
  /** Whether events of a function are due or being handled. */
  isBusy(functionArn: string): boolean;
}

export interface DeferredSettings {
  readonly journal: Journal;
  readonly clock: VirtualClock;
  readonly functions: Functions;
  readonly queues: Queues;
}

/** More at a time would only wait for an instance, and hold their events in memory. */
const runningMax = 64;

/** As on Lambda: a minute before the second attempt, two before the third. */
const pauseAfter = (attempts: number): number => (attempts === 1 ? MINUTE : 2 * MINUTE);

/** Opens the queue with what an earlier run accepted and did not finish. */
export const startDeferred = ({ journal, clock, functions, queues }: DeferredSettings): Deferred => {
  const rows = openDeferredRows(journal);
  const running = new Map<string, { functionArn: string; done: Promise<void> }>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const due = (): readonly Accepted[] =>
    rows.due(clock.now(), runningMax * 2).filter(({ id }) => !running.has(id));

  const startDue = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    for (const accepted of due().slice(0, runningMax - running.size)) start(accepted);
    const next = rows.nextDueAfter(clock.now());
    if (next !== undefined) timer = setTimeout(startDue, Math.ceil(clock.realMillisecondsUntil(next)));
  };

  const start = (accepted: Accepted): void => {
    const { id, functionArn } = accepted;
    const done = attempt(accepted).finally(() => {
      running.delete(id);
      startDue();
    });
    running.set(id, { functionArn, done });
  };

  const attempt = async (accepted: Accepted): Promise<void> => {
    const { id, functionArn, payload, acceptedAt } = accepted;
    // The function was renamed since; on AWS its queue would have gone with it.
    if (!functions.has(functionArn)) return rows.remove(id);
    const lambda = functions.byArn(functionArn);
    const { retriesMax, ageSecondsMax } = lambda.plan.whenAsync;
    if (clock.now() - acceptedAt > ageSecondsMax * SECOND) return giveUp(accepted, 'EventAgeExceeded');
    try {
      await lambda.invoke(JSON.parse(payload), id);
      rows.remove(id);
    } catch (error) {
      // Cut off by our own shutdown: the next start tries again, and it does not count.
      if (stopped || !(error instanceof FunctionFailed)) return;
      const attempts = accepted.attempts + 1;
      if (attempts > retriesMax) giveUp({ ...accepted, attempts }, 'RetriesExhausted', error.failure);
      else rows.postpone(id, attempts, clock.now() + pauseAfter(attempts));
    }
  };

  const giveUp = (accepted: Accepted, condition: string, failure?: Failure): void => {
    const { onFailureArn } = functions.byArn(accepted.functionArn).plan.whenAsync;
    if (onFailureArn !== undefined)
      queues.send(onFailureArn, letter(accepted, { condition, failure, now: clock.now() }));
    rows.remove(accepted.id);
  };

  startDue();
  return {
    accept: (events) => {
      rows.insert(
        events.map((event) => ({ ...event, id: randomUUID() })),
        clock.now(),
      );
      startDue();
    },
    drain: async () => {
      let any = false;
      for (startDue(); running.size > 0 && !stopped; startDue()) {
        any = true;
        await Promise.race([...running.values()].map(({ done }) => done));
      }
      return any;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all([...running.values()].map(({ done }) => done));
    },
    isBusy: (functionArn) => [...running.values(), ...due()].some((one) => one.functionArn === functionArn),
  };
};

/** What Lambda sends to a destination for what failed. */
const letter = (
  { id, functionArn, payload, attempts }: Accepted,
  { condition, failure, now }: { condition: string; failure: Failure | undefined; now: Instant },
): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: toIso(now),
    requestContext: {
      requestId: id,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload),
    ...(failure && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: failure,
    }),
  });
