import { randomUUID } from 'node:crypto';
import { writeAddresses } from './addresses.ts';
import { startScheduler } from './clock/scheduler.ts';
import { type Closing, createClosing } from './closing.ts';
import { deleteExpired } from './engine/expiry.ts';
import { startBus } from './events/bus.ts';
import { eventTime } from './events/event-time.ts';
import type { DeadLetter } from './events/queues.ts';
import { invocationsFor } from './events/rules.ts';
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

/** The whole system, running on this machine. */
export interface LocalRun {
  readonly origin: string;
  /** The issuer of staff tokens, and their audience. */
  readonly issuer: string;
  readonly audience: string;
  readonly dataDir: string;
  readonly tableName: string;
  /** Address of the DynamoDB. */
  readonly endpoint: string;
  readonly settle: Settle;
  /** The messages in the dead-letter queues. */
  deadLetters(): readonly DeadLetter[];
  /** Resolves with the error when the run cannot continue. */
  readonly failed: Promise<Error>;
  /** Ends every part in order; no acknowledged request is lost. */
  close(): Promise<void>;
}

/**
 * Runs the whole synthesized template on this machine; resolves when it answers requests.
 * @throws Error with a sentence; then nothing is left running. When it is interrupted, the signal's reason
 */
export const startLocal = async (options: LocalOptions): Promise<LocalRun> => {
  const { interrupted = new AbortController().signal } = options;
  const closing = createClosing();
  const { promise: interruption, reject } = Promise.withResolvers<never>();
  const interrupt = (): void => reject(interrupted.reason);
  interrupted.addEventListener('abort', interrupt);
  if (interrupted.aborted) interrupt();
  try {
    return await Promise.race([startAll(options, closing, interrupted), interruption]);
  } catch (error) {
    await closing.closeAll();
    throw error;
  } finally {
    interrupted.removeEventListener('abort', interrupt);
  }
};

const startAll = async (
  options: LocalOptions,
  closing: Closing,
  interrupted: AbortSignal,
): Promise<LocalRun> => {
  const stack = await buildStack(options, closing, interrupted);
  const { scheduler, settle, api, environment } = await startParts(stack, closing);
  const { gateway, eventLog, clock, issuer, queues } = stack;
  const outbox = openOutbox(eventLog);
  writeAddresses(stack.dataDir, {
    ...environment,
    DATA: stack.dataDir,
    ORIGIN: gateway.origin,
    TABLE: stack.plan.table.name,
    BUS: stack.plan.buses[0]?.name ?? '',
  });
  const local = createLocalRoutes({
    origin: gateway.origin,
    clock,
    scheduler,
    outbox,
    staff: stack.people,
  });
  gateway.open((request) => (request.url.pathname.startsWith('/local/') ? local(request) : api(request)));
  // Added again as the last part: the gateway closes first, before the parts that it calls.
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
};

/**
 * Starts the parts that handle requests, stream records, events and ticks. The bus and the functions need each other,
 * so the bus waits for `deferred`.
 */
const startParts = async (stack: Stack, closing: Closing) => {
  const { plan, eventLog, clock, emulator, queues, bucketProxy, logs, engine, table, upkeep, call, say } =
    stack;
  const { timeoutFactor } = stack;
  // Functions publish to the bus and the bus invokes functions, so the bus gets a promise of the queue of invocations.
  const { promise: deferredStarted, resolve: setDeferred } = Promise.withResolvers<Deferred>();
  const bus = await startBus({
    ...plan,
    clock,
    accept: async (events) => (await deferredStarted).accept(events),
  });
  closing.add(bus.close);

  const environment = runEnvironment({ engine, bus, emulator, bucketProxy, timeoutFactor });
  const functions = await startFunctions(plan.functions, {
    logs,
    clock: clock.memory,
    environment,
    timeoutFactor,
  });
  closing.add(functions.end);

  const onError = (error: unknown): void => say(error instanceof Error ? error.message : String(error));
  const deferred = startDeferred({ eventLog, clock, functions, queues });
  setDeferred(deferred);
  closing.add(deferred.stop);

  const announce = async (event: object) => deferred.accept(invocationsFor(plan.rules, [defaultBus], event));
  bucketProxy.open(createBuckets({ buckets: plan.buckets, endpoint: emulator.endpoint, clock, announce }));
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
    onError,
  });
  functions.onHandled(streams.wake);
  closing.add(streams.stop);

  const settle = createSettle([deferred, streams, functions]);
  const scheduler = startScheduler({
    schedules: plan.schedules,
    clock,
    settle,
    onError,
    isBusy: ({ functionArn }) => deferred.isBusy(functionArn),
    hourly: (at) => deleteExpired(call, plan.table, at),
    fire: ({ functionArn, input }, at) => deferred.accept([{ functionArn, payload: input ?? tick(at) }]),
  });
  closing.add(scheduler.stop);

  const log = logs.of('gateway');
  const api: Serve = createApi({
    routes: plan.routes,
    authorize: createAuthorize(timeoutFactor),
    functions,
    clock,
    log,
    timeoutFactor,
  });
  return { scheduler, settle, api, environment };
};

/** The scheduler's default event, for a schedule without input. */
const tick = (at: number): string =>
  JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    time: eventTime(at),
    detail: '{}',
  });
