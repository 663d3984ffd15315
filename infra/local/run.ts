import { randomUUID } from 'node:crypto';
import { writeAddresses } from './addresses.ts';
import { reportSecretIn, reportWays } from './channels/report-ways.ts';
import { startScheduler } from './clock/scheduler.ts';
import { type Closing, createClosing } from './closing.ts';
import { deleteExpired } from './engine/expiry.ts';
import { startBus } from './events/bus.ts';
import { eventTime } from './events/event-time.ts';
import type { DeadLetter } from './events/queues.ts';
import { invocationsFor } from './events/rules.ts';
import { startStreams } from './events/streams.ts';
import { type Deferred, startDeferred } from './functions/deferred.ts';
import { createFunctions } from './functions/functions.ts';
import { startInvokeApi } from './functions/invoke-api.ts';
import { createApi } from './gateway/api.ts';
import { createAuthorize } from './gateway/authorizer.ts';
import type { Serve } from './gateway/gateway.ts';
import { createLocalRoutes } from './gateway/local-routes.ts';
import { knownOnRequest } from './inbox/known-on-request.ts';
import { createBuckets } from './photo-store/buckets.ts';
import type { StatementData } from './rights/statement.ts';
import { functionEnvironment, runEnvironment } from './run-environment.ts';
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
  /** Address of Lambda's Invoke, for operators' commands. */
  readonly invokeEndpoint: string;
  readonly settle: Settle;
  /** Publishes an event of another service on the account's default bus, as that service would. */
  announce(event: object): Promise<void>;
  /** The messages in the dead-letter queues. */
  deadLetters(): readonly DeadLetter[];
  /** What functions were refused, because their role does not allow it. */
  refusals(): readonly string[];
  /** The environment of a function, with the credentials that it has in this run. */
  environmentOf(title: string): Readonly<Record<string, string>>;
  /** What the role of each function allows it in this run, by the function's name. */
  statements(): Readonly<Record<string, readonly StatementData[]>>;
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

/** The function that operators' commands invoke; in the local run the name that its log has is a name of it. */
const operateFunction = 'operate';
const notaryFunction = 'notary';
const statsFunction = 'stats';

const startAll = async (
  options: LocalOptions,
  closing: Closing,
  interrupted: AbortSignal,
): Promise<LocalRun> => {
  const stack = await buildStack(options, closing, interrupted);
  const { scheduler, settle, announce, api, environment, functionEnvironmentOf, invokeEndpoint } =
    await startParts(stack, closing);
  const { gateway, outbox, clock, issuer, queues } = stack;
  writeAddresses(stack.dataDir, {
    ...environment,
    // For operators' commands alone: no function invokes another.
    AWS_ENDPOINT_URL_LAMBDA: invokeEndpoint,
    DATA: stack.dataDir,
    ORIGIN: gateway.origin,
    TABLE: stack.plan.table.name,
    BUS: stack.plan.buses[0]?.name ?? '',
    OPERATE: operateFunction,
    NOTARY: notaryFunction,
    STATS: statsFunction,
  });
  const local = createLocalRoutes({
    origin: gateway.origin,
    clock,
    scheduler,
    outbox,
    staff: stack.people,
    known: knownOnRequest(stack, closing),
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
    invokeEndpoint,
    settle,
    announce,
    deadLetters: queues.deadLetters,
    refusals: () => [...stack.refusals],
    statements: () =>
      Object.fromEntries(stack.callers.map(({ title, statements = [] }) => [title, statements])),
    environmentOf: (title) => {
      const found = stack.plan.functions.find((one) => one.title === title);
      return { ...functionEnvironmentOf(found?.arn ?? title), ...found?.environment };
    },
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
    gate: stack.gate,
    accept: async (events) => (await deferredStarted).accept(events),
  });
  closing.add(bus.close);

  const invokeApi = await startInvokeApi();
  closing.add(invokeApi.close);

  const environment = runEnvironment({ engine, bus, emulator, bucketProxy, timeoutFactor });
  const functionEnvironmentOf = (arn: string) => {
    const own = stack.callers.find(({ functionArn }) => functionArn === arn);
    if (own === undefined) throw new Error(`The function ${arn} has no credentials.`);
    return functionEnvironment(environment, stack.tableProxy, own);
  };
  const functions = createFunctions(plan.functions, {
    logs,
    clock: clock.memory,
    environmentOf: ({ arn }) => functionEnvironmentOf(arn),
    tableOf: ({ arn }) => stack.directTableOf(arn),
    timeoutFactor,
  });
  closing.add(functions.end);
  invokeApi.open(functions);
  // Closes before the functions that it calls.
  closing.add(invokeApi.close);

  const onError = (error: unknown): void => say(error instanceof Error ? error.message : String(error));
  const deferred = startDeferred({ eventLog, clock, functions, queues });
  setDeferred(deferred);
  closing.add(deferred.stop);

  const announce = async (event: object) => deferred.accept(invocationsFor(plan.rules, [defaultBus], event));
  const { gate } = stack;
  bucketProxy.open(
    createBuckets({ buckets: plan.buckets, endpoint: emulator.endpoint, clock, gate, announce }),
  );
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
    writeCount: stack.writeCount,
    isImmediate: engine.databaseFile !== undefined,
    onError,
  });
  closing.add(streams.stop);

  const { reports, gateway } = stack;
  reports?.open(reportWays({ origin: gateway.origin, secret: reportSecretIn(eventLog), announce }));
  // A provider reports when the sender has written down that its message was taken, so last.
  const settle = createSettle([deferred, streams, functions, ...(reports ? [reports] : [])]);
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
  return {
    scheduler,
    settle,
    announce,
    api,
    environment,
    functionEnvironmentOf,
    invokeEndpoint: invokeApi.endpoint,
  };
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
