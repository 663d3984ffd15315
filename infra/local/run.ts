import { randomUUID } from 'node:crypto';
import { writeAddresses } from './addresses.ts';
import { startScheduler } from './clock/scheduler.ts';
import { type Closing, createClosing } from './closing.ts';
import { deleteExpired } from './engine/expiry.ts';
import { startBus } from './events/bus.ts';
import { eventTime } from './events/event-time.ts';
import type { DeadLetter } from './events/queues.ts';
import { handOvers } from './events/rules.ts';
import { startStreams } from './events/streams.ts';
import { type Deferred, startDeferred } from './functions/deferred.ts';
import { startFunctions } from './functions/functions.ts';
import { createApi } from './gateway/api.ts';
import { createAuthorize } from './gateway/authorizer.ts';
import type { Serve } from './gateway/gateway.ts';
import { createLocalRoutes } from './gateway/local-routes.ts';
import { openOutbox } from './gateway/outbox.ts';
import { createBuckets } from './photo-store/buckets.ts';
import { runEnvironment } from './run-environment.ts';
import { createSettle, type Settle } from './settle.ts';
import { buildStack, type LocalOptions, type Stack } from './stack.ts';
import { defaultBus } from './template/events.ts';

export type { LocalOptions } from './stack.ts';

/** The system, running whole on this machine. */
export interface LocalRun {
  readonly origin: string;
  /** Who vouches for staff, and for which audience. */
  readonly issuer: string;
  readonly audience: string;
  readonly dataDir: string;
  readonly tableName: string;
  /** Address of the DynamoDB behind it. */
  readonly endpoint: string;
  readonly settle: Settle;
  /** What failed for good and stands in a queue. */
  deadLetters(): readonly DeadLetter[];
  /** Becomes known when the run cannot go on by itself. */
  readonly failed: Promise<Error>;
  /** Ends everything in order; nothing that was acknowledged is lost. */
  close(): Promise<void>;
}

/**
 * Runs the synthesized template whole on this machine and resolves when requests are answered.
 * @throws Error with a sentence; nothing is left running then
 */
export const startLocal = async (options: LocalOptions): Promise<LocalRun> => {
  const closing = createClosing();
  try {
    const stack = await buildStack(options, closing);
    const { scheduler, settle, api, surroundings } = await startParts(stack, closing);
    const { gateway, eventLog, clock, issuer, queues } = stack;
    const outbox = openOutbox(eventLog);
    writeAddresses(stack.dataDir, {
      ...surroundings,
      DATA: stack.dataDir,
      ORIGIN: gateway.origin,
      TABLE: stack.plan.table.name,
      BUS: stack.plan.buses[0]?.name ?? '',
    });
    const local = createLocalRoutes({ origin: gateway.origin, clock, scheduler, outbox });
    gateway.open((request) => (request.url.pathname.startsWith('/local/') ? local(request) : api(request)));
    // Once more, on top of all: a door that is open is the first to close.
    closing.add(gateway.close);
    return {
      origin: gateway.origin,
      issuer: issuer.issuer,
      audience: issuer.audience,
      dataDir: stack.dataDir,
      tableName: stack.plan.table.name,
      endpoint: stack.engine.endpoint,
      settle,
      deadLetters: queues.deadLetters,
      failed: stack.failed,
      close: closing.closeAll,
    };
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
};

/** Starts what handles requests, changes, events and minutes, in the order in which each can be without the next. */
const startParts = async (stack: Stack, closing: Closing) => {
  const { plan, eventLog, clock, queues, bucketProxy, logs, engine, table, upkeep, call, say } = stack;
  const { timeoutFactor } = stack;
  // Functions announce to the bus and the bus hands over to functions; whoever is first waits for the other.
  const { promise: deferredStarted, resolve: deferredIs } = Promise.withResolvers<Deferred>();
  const bus = await startBus({
    ...plan,
    clock,
    accept: async (events) => (await deferredStarted).accept(events),
  });
  closing.add(bus.close);

  const surroundings = runEnvironment({ engine, bus, queues, bucketProxy, timeoutFactor });
  const functions = await startFunctions(plan.functions, {
    logs,
    clock: clock.memory,
    environment: surroundings,
    timeoutFactor,
  });
  closing.add(functions.end);

  const onTrouble = (error: unknown): void => say(error instanceof Error ? error.message : String(error));
  const deferred = startDeferred({ eventLog, clock, functions, queues });
  deferredIs(deferred);
  closing.add(deferred.stop);

  const announce = async (event: object) => deferred.accept(handOvers(plan.rules, [defaultBus], event));
  bucketProxy.open(createBuckets({ buckets: plan.buckets, endpoint: queues.endpoint, clock, announce }));
  closing.add(bucketProxy.close);

  const streams = startStreams(plan.streams, {
    call,
    upkeep,
    eventLog,
    clock,
    functions,
    queues,
    streamArn: table.streamArn,
    tableName: plan.table.name,
    onTrouble,
  });
  functions.onHandled(streams.wake);
  closing.add(streams.stop);

  const settle = createSettle([deferred, streams, functions]);
  const scheduler = startScheduler({
    schedules: plan.schedules,
    clock,
    settle,
    onTrouble,
    isBusy: ({ functionArn }) => deferred.isBusy(functionArn),
    hourly: (at) => deleteExpired(call, plan.table, at),
    fire: ({ functionArn, input }, at) => deferred.accept([{ functionArn, payload: input ?? tick(at) }]),
  });
  closing.add(scheduler.stop);

  const log = logs.of('gateway');
  const authorize = createAuthorize(timeoutFactor);
  const api: Serve = createApi({ routes: plan.routes, authorize, functions, clock, log, timeoutFactor });
  return { scheduler, settle, api, surroundings };
};

/** The scheduler's event when the template gives it none. */
const tick = (at: number): string =>
  JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    time: eventTime(at),
    detail: '{}',
  });
