import { join, resolve } from 'node:path';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { routedRoles } from '../../shared/engine/outbox/route.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { type Assemble, assemble as assembleProject } from './assembly.ts';
import {
  channelSecretsDirIn,
  channelsOf,
  type LocalChannel,
  writeChannelSecrets,
} from './channels/channel-secrets.ts';
import { type DeliveryReports, deliveryReports } from './channels/delivery-reports.ts';
import { type Outbox, openOutbox } from './channels/outbox.ts';
import { providerChannels } from './channels/provider-channels.ts';
import type { Providers } from './channels/providers.ts';
import { reportSecretIn, takingReports } from './channels/report-ways.ts';
import { startVirtualClock, type VirtualClock } from './clock/virtual-clock.ts';
import type { Closing } from './closing.ts';
import { clearTable, prepareDataDir } from './data-dir.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { type AwsJson, createAwsJson } from './engine/aws-json.ts';
import { type Engine, startEngine, useEngine } from './engine/engine.ts';
import { fillOrderOfReceipt } from './engine/order-of-receipt.ts';
import { openStreamUpkeep, type StreamUpkeep } from './engine/stream-upkeep.ts';
import { ensureTable, type Table } from './engine/table.ts';
import { checkForm, markForm } from './engine/table-form.ts';
import { type EventLog, openEventLog } from './event-log.ts';
import { openQueues, type Queues } from './events/queues.ts';
import type { Gateway } from './gateway/gateway.ts';
import { issuerPortOf, startGatewayBelowFreePort } from './gateway-port.ts';
import { CONSOLE_CLIENT } from './issuer/clients.ts';
import { RESOURCE } from './issuer/resource.ts';
import type { Staff } from './issuer/staff.ts';
import { type RunningIssuer, startIssuer } from './issuer.ts';
import { ensureKeyFiles, keyDirIn } from './key-files.ts';
import { type Logs, openLogs } from './logs.ts';
import { ensureNotaryLog, notaryLogFileIn } from './notary-log-file.ts';
import { type BucketProxy, startBucketProxy } from './photo-store/bucket-proxy.ts';
import { type Caller, callersOf, operator } from './rights/callers.ts';
import type { DirectTable } from './rights/direct-calls.ts';
import { type Admitted, createGate, type Gate } from './rights/gate.ts';
import { startTableProxy, type TableProxy } from './rights/table-proxy.ts';
import { newWriteCount, type WriteCount } from './rights/write-count.ts';
import { seededStation } from './seeded-station.ts';
import type { SeedStation } from './station.ts';
import type { Plan } from './template/plan.ts';
import { planOf } from './template/template.ts';
import { TIMEOUT_FACTOR } from './timeout-factor.ts';
import { startReplicaTable } from './weather/replica-table.ts';
import type { WeatherSettings } from './weather/weather.ts';

export interface LocalOptions {
  readonly dataDir: string;
  /** Exactly this port; any free one when 0; one near the default when absent. The issuer gets the next. */
  readonly port?: number | undefined;
  /** Virtual seconds per real second; 1 when absent. */
  readonly speed?: number | undefined;
  /** The start time of a new data directory; now when absent. */
  readonly startAt?: Instant | undefined;
  /** Any DynamoDB to use instead of the embedded one. */
  readonly dynamoEndpoint?: string | undefined;
  /** Channels for some addressees; all others are reached by the outbox. */
  readonly channels?: readonly LocalChannel[] | undefined;
  /**
   * Whether the messages of a new data directory go through stand-ins of the providers, each over the channel of its
   * route; otherwise straight into the outbox. Later starts go on as the first one did.
   */
  readonly hasProviders?: boolean | undefined;
  /** Lets chiefs enter endpoints of other systems, on this machine too. */
  readonly webhooks?: boolean | undefined;
  /** `seededStation` when absent. */
  readonly station?: SeedStation | undefined;
  /** What the table does that AWS's does and an embedded one does not; nothing when absent. */
  readonly weather?: WeatherSettings | undefined;
  /** Gets each call of a function that its role allows. */
  readonly onAdmitted?: ((admitted: Admitted) => void) | undefined;
  /** Builds the bundles and the template; the project's own when absent. */
  readonly assemble?: Assemble | undefined;
  /** By which factor every timeout is longer than deployed; `TIMEOUT_FACTOR` when absent. */
  readonly timeoutFactor?: number | undefined;
  /** Interrupts a start that is not finished. */
  readonly interrupted?: AbortSignal | undefined;
  /** Receives lines for the terminal. */
  readonly say?: ((line: string) => void) | undefined;
}

/** The parts that are started before the first function. */
export interface Stack {
  readonly dataDir: string;
  readonly eventLog: EventLog;
  readonly clock: VirtualClock;
  readonly gateway: Gateway;
  readonly outbox: Outbox;
  /** Present where messages go to stand-ins of providers: what these report later. */
  readonly reports: DeliveryReports | undefined;
  readonly issuer: RunningIssuer;
  readonly engine: Engine;
  readonly call: AwsJson;
  readonly upkeep: StreamUpkeep;
  readonly bucketProxy: BucketProxy;
  readonly emulator: Emulator;
  readonly queues: Queues;
  readonly logs: Logs;
  readonly plan: Plan;
  readonly callers: readonly Caller[];
  readonly gate: Gate;
  /** What functions were refused, because their role does not allow it. */
  readonly refusals: readonly string[];
  readonly tableProxy: TableProxy;
  /** How a function calls the table by itself; undefined where each call has weather or is recorded. */
  readonly directTableOf: (functionArn: string) => DirectTable | undefined;
  /** Counts the writes of the functions. */
  readonly writeCount: WriteCount;
  /** Who can sign in. */
  readonly people: Staff;
  readonly table: Table;
  readonly timeoutFactor: number;
  readonly failed: Promise<Error>;
  readonly say: (line: string) => void;
}

/** Starts the parts that all others need; the slow ones in parallel. */
export const buildStack = async (
  options: LocalOptions,
  closing: Closing,
  interrupted: AbortSignal,
): Promise<Stack> => {
  const { say = () => undefined, timeoutFactor = TIMEOUT_FACTOR } = options;
  const { people, seed } = options.station ?? seededStation;
  const dataDir = resolve(options.dataDir);
  prepareDataDir(dataDir);
  const eventLog = openEventLog(dataDir);
  closing.add(eventLog.close);
  const clock = startVirtualClock(eventLog, { rate: options.speed ?? 1, startAt: options.startAt });
  closing.add(clock.save);
  const logs = openLogs(dataDir);
  closing.add(logs.close);
  const keyDir = keyDirIn(dataDir);
  const { promise: failed, resolve: fail } = Promise.withResolvers<Error>();

  // The same addresses at each start: tokens stay valid, and the template is the same.
  const gateway = await startGatewayBelowFreePort(options.port, lastPort(eventLog, gatewayPortKey));
  eventLog.write(gatewayPortKey, String(gateway.port));
  closing.add(gateway.close);
  const issuer = await startIssuer({
    port: issuerPortOf(gateway.port),
    dataDir,
    people,
    origin: gateway.origin,
  });
  closing.add(issuer.close);

  const bucketProxy = await startBucketProxy(clock, lastPort(eventLog, uploadsPortKey));
  eventLog.write(uploadsPortKey, String(bucketProxy.port));
  closing.add(bucketProxy.close);

  const outbox = openOutbox(eventLog);
  const channels = localChannels(options, gateway);
  const reports = usesProviders(options, eventLog) ? deliveryReports(clock) : undefined;
  const startingProviders =
    reports &&
    startLoggedProviders(gateway, clock, { outbox, reports }, logs).then((started) => {
      closing.add(started.close);
      closing.add(reports.stop);
      return started;
    });
  const [[engine, plan], providers] = await settleBoth(
    settleBoth(
      startEngineOf(options, eventLog, dataDir, fail).then((started) => {
        closing.add(started.close);
        return started;
      }),
      planFor(options, { dataDir, keyDir, gateway, issuer, bucketProxy, channels, interrupted }),
    ),
    Promise.resolve(startingProviders),
  );
  const ownStations = new Set(people.map(({ station }) => stationId(station)));
  for (const owner of ['deployment', ...ownStations] as const)
    writeChannelSecrets(dataDir, owner, [...channels, ...(providers?.secrets ?? [])]);
  const callers = callersOf(plan);
  const refusals: string[] = [];
  const rightsLog = logs.of('rights');
  const onRefused = (message: string): void => {
    if (refusals.push(message) > REFUSALS_MAX) refusals.shift();
    rightsLog.write(`${JSON.stringify({ level: 'ERROR', message })}\n`);
  };
  const weather = options.weather && {
    ...options.weather,
    replica: await startReplicaTable(dataDir, plan.table, options.weather, closing, fail),
  };
  const writeCount = newWriteCount();
  const tableProxy = await startTableProxy(
    { endpoint: engine.endpoint, table: plan.table, callers, weather, writeCount },
    {
      onRefused,
      onAdmitted: options.onAdmitted,
      onEnd: () => fail(new Error('The way of the functions to the table has ended.')),
    },
  );
  closing.add(tableProxy.close);
  const emulator = await startEmulator({
    queuesDir: join(dataDir, 'queues'),
    photosDir: join(dataDir, 'photos'),
    clock,
  });
  closing.add(emulator.close);
  for (const { name } of plan.buckets) emulator.addBucket(name);
  const queues = openQueues(plan.queues, emulator);
  const upkeep = openStreamUpkeep(engine.databaseFile);
  closing.add(upkeep.close);
  const call = createAwsJson(engine.endpoint, timeoutFactor);
  const table = await ensureTable(call, plan.table, { isEmbedded: engine.databaseFile !== undefined });
  const tableName = plan.table.name;
  const keptTable = { endpoint: engine.endpoint, tableName, isEmpty: table.isEmpty };
  const ensureKeys = async (): Promise<void> => {
    await ensureKeyFiles(keyDir, keptTable);
    ensureNotaryLog(notaryLogFileIn(dataDir), table);
  };
  if (!table.isEmpty && !wasSeedingInterrupted(eventLog)) {
    await checkForm(call, tableName);
    await ensureKeys();
    await fillOrderOnce(eventLog, call, tableName, say);
  }
  await seedOnce(eventLog, table, async () => {
    await markForm(call, tableName);
    await ensureKeys();
    const where = { tableName, endpoint: engine.endpoint, keyDir, dataDir };
    const published =
      providers === undefined
        ? channelsOf(channels)
        : takingReports(providerChannels, reportSecretIn(eventLog));
    await seed({ ...where, channels: published, now: clock.now() });
    eventLog.write(orderKey, 'done');
  });

  return {
    dataDir,
    eventLog,
    clock,
    gateway,
    outbox,
    reports,
    issuer,
    engine,
    call,
    upkeep,
    bucketProxy,
    emulator,
    queues,
    logs,
    plan,
    callers,
    gate: createGate([operator, ...callers], onRefused, options.onAdmitted),
    refusals,
    tableProxy,
    directTableOf: (functionArn) => {
      const { statements } = callers.find((one) => one.functionArn === functionArn) ?? {};
      if (statements === undefined || weather !== undefined || options.onAdmitted !== undefined)
        return undefined;
      const [proxyEndpoint, { endpoint }] = [tableProxy.endpoint, engine];
      return { proxyEndpoint, endpoint, table: plan.table, statements, writeCount };
    },
    writeCount,
    people,
    table,
    timeoutFactor,

    failed,
    say,
  };
};

const startEngineOf = async (
  { dynamoEndpoint }: LocalOptions,
  eventLog: EventLog,
  dataDir: string,
  fail: (error: Error) => void,
): Promise<Engine> => {
  if (dynamoEndpoint !== undefined) return useEngine(dynamoEndpoint);
  return startEngine(
    dataDir,
    () => fail(new Error(`The embedded DynamoDB has ended; see ${dataDir}/logs/engine.log.`)),
    // No function has run on a partly seeded table, so nobody else has written into it.
    () => wasSeedingInterrupted(eventLog) && clearTable(dataDir),
  );
};

const planFor = async (
  { assemble = assembleProject, webhooks }: LocalOptions,
  parts: {
    dataDir: string;
    keyDir: string;
    gateway: Gateway;
    issuer: RunningIssuer;
    bucketProxy: BucketProxy;
    channels: readonly LocalChannel[];
    interrupted: AbortSignal;
  },
): Promise<Plan> => {
  const { dataDir, keyDir, gateway, issuer, bucketProxy, channels } = parts;
  const settings = {
    ...(webhooks && ({ facts: 'all', loopbackWebhooks: true } as const)),
    publicOrigin: gateway.origin,
    uploadOrigin: bucketProxy.origin,
    oidc: {
      issuer: issuer.issuer,
      audience: issuer.audience,
      client: CONSOLE_CLIENT,
      resource: RESOURCE,
    },
    channels: channelsOf(channels),
    channelSecretsDir: channelSecretsDirIn(dataDir),
    keyDir,
    notaryLogFile: notaryLogFileIn(dataDir),
  };
  return planOf(await assemble(settings, dataDir, parts.interrupted));
};

/** The outbox reaches whomever no other channel does. */
const localChannels = ({ channels = [] }: LocalOptions, { origin }: Gateway): readonly LocalChannel[] => [
  ...channels,
  { name: 'sink', kind: 'sink', to: routedRoles, secret: { url: `${origin}/local/outbox` } },
];

const providersKey = 'providers';

/**
 * A station's channels are its data, so a data directory keeps what it was made with. One that an earlier release filled
 * has the outbox.
 */
const usesProviders = ({ hasProviders = false }: LocalOptions, eventLog: EventLog): boolean => {
  const filled = eventLog.read(seedingKey) === 'done';
  const uses = eventLog.read(providersKey) ?? (hasProviders && !filled ? 'yes' : 'no');
  eventLog.write(providersKey, uses);
  return uses === 'yes';
};

/** Loaded where they are used alone, beside the slower parts of a start. */
const startLoggedProviders = async (
  { origin }: Gateway,
  clock: VirtualClock,
  { outbox, reports }: { readonly outbox: Outbox; readonly reports: DeliveryReports },
  logs: Logs,
): Promise<Providers> => {
  const { startProviders } = await import('./channels/providers.ts');
  return startProviders({
    origin,
    now: clock.now,
    onAccepted(channel, accepted) {
      outbox.accept(channel, accepted);
      reports.took(channel, accepted);
    },
    onRefused: (channel, answer) =>
      void logs.of('providers').write(`${JSON.stringify({ level: 'ERROR', channel, answer })}\n`),
  });
};

const gatewayPortKey = 'gateway-port';
const uploadsPortKey = 'uploads-port';

const lastPort = (eventLog: EventLog, key: string): number | undefined =>
  Number(eventLog.read(key)) || undefined;

/** The newest are kept for a test or a look; all are in the log. */
const REFUSALS_MAX = 1000;

const seedingKey = 'seeding';

const wasSeedingInterrupted = (eventLog: EventLog): boolean => eventLog.read(seedingKey) === 'begun';

const orderKey = 'order-of-receipt';

/** So long a start may wait for the rows of an earlier release. */
const FILL_MAX_MS = 2 * MINUTE;

/**
 * Fills the index of receipt before anybody can read it. Recorded in the data directory, so that a start that was
 * interrupted after it had added the index goes on.
 */
const fillOrderOnce = async (
  eventLog: EventLog,
  call: AwsJson,
  tableName: string,
  say: (line: string) => void,
): Promise<void> => {
  if (eventLog.read(orderKey) === 'done') return;
  const until = performance.now() + FILL_MAX_MS;
  const isDone = await fillOrderOfReceipt(
    call,
    tableName,
    () => until - performance.now(),
    () => say('Puts the cases of an earlier release into the order of receipt; this happens once.'),
  );
  if (isDone) eventLog.write(orderKey, 'done');
};

/** A partly seeded table looks like a complete one, so one that is not the embedded engine's is refused. */
const seedOnce = async (eventLog: EventLog, { isEmpty }: Table, seed: () => Promise<void>): Promise<void> => {
  if (!isEmpty && wasSeedingInterrupted(eventLog)) {
    throw new Error(
      'An earlier start was interrupted while it seeded the table of this DynamoDB. Delete that table, or name another.',
    );
  }
  if (!isEmpty) return;
  eventLog.write(seedingKey, 'begun');
  await seed();
  eventLog.write(seedingKey, 'done');
};

/** Waits for both promises even when one fails, so that a part that was started is registered for closing. */
const settleBoth = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
};
