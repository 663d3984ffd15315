import { join, resolve } from 'node:path';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { defined } from '../../shared/engine/defined.ts';
import type { Channel, ChannelTarget } from '../stage-settings.ts';
import { type Assemble, assemble as assembleProject } from './assembly.ts';
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
import type { Staff } from './issuer/staff.ts';
import { type RunningIssuer, startIssuer } from './issuer.ts';
import { type Logs, openLogs } from './logs.ts';
import { type BucketProxy, startBucketProxy } from './photo-store/bucket-proxy.ts';
import type { SeedStation } from './station.ts';
import type { Plan } from './template/plan.ts';
import { planOf } from './template/template.ts';
import { ensureTextKey, keyFileIn } from './text-key.ts';
import { TIMEOUT_FACTOR } from './timeout-factor.ts';

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
  /** Channels in addition to the outbox. */
  readonly channels?: readonly (Channel & ChannelTarget)[] | undefined;
  /** The station of seed.ts when absent. */
  readonly station?: SeedStation | undefined;
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
  readonly issuer: RunningIssuer;
  readonly engine: Engine;
  readonly call: AwsJson;
  readonly upkeep: StreamUpkeep;
  readonly bucketProxy: BucketProxy;
  readonly emulator: Emulator;
  readonly queues: Queues;
  readonly logs: Logs;
  readonly plan: Plan;
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
  const { people, seed } = options.station ?? (await import('./seed.ts'));
  const dataDir = resolve(options.dataDir);
  prepareDataDir(dataDir);
  const eventLog = openEventLog(dataDir);
  closing.add(eventLog.close);
  const clock = startVirtualClock(eventLog, { rate: options.speed ?? 1, startAt: options.startAt });
  closing.add(clock.save);
  const logs = openLogs(dataDir);
  closing.add(logs.close);
  const keyFile = keyFileIn(dataDir);
  const { promise: failed, resolve: fail } = Promise.withResolvers<Error>();

  const gateway = await startGatewayBelowFreePort(options.port);
  closing.add(gateway.close);
  const issuer = await startIssuer({
    port: issuerPortOf(gateway.port),
    dataDir,
    people,
    origin: gateway.origin,
  });
  closing.add(issuer.close);

  const bucketProxy = await startBucketProxy(clock);
  closing.add(bucketProxy.close);

  const [engine, plan] = await settleBoth(
    startEngineOf(options, eventLog, dataDir, fail).then((started) => {
      closing.add(started.close);
      return started;
    }),
    planFor(options, { dataDir, keyFile, gateway, issuer, bucketProxy, interrupted }),
  );
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
  if (!table.isEmpty && !wasSeedingInterrupted(eventLog)) {
    await checkForm(call, tableName);
    await ensureTextKey(keyFile, keptTable);
    await fillOrderOnce(eventLog, call, tableName, say);
  }
  await seedOnce(eventLog, table, async () => {
    await markForm(call, tableName);
    await ensureTextKey(keyFile, keptTable);
    await seed({ tableName, endpoint: engine.endpoint, now: clock.now(), keyFile, dataDir });
    eventLog.write(orderKey, 'done');
  });

  return {
    dataDir,
    eventLog,
    clock,
    gateway,
    issuer,
    engine,
    call,
    upkeep,
    bucketProxy,
    emulator,
    queues,
    logs,
    plan,
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
  { assemble = assembleProject, channels = [] }: LocalOptions,
  parts: {
    dataDir: string;
    keyFile: string;
    gateway: Gateway;
    issuer: RunningIssuer;
    bucketProxy: BucketProxy;
    interrupted: AbortSignal;
  },
): Promise<Plan> => {
  const { dataDir, keyFile, gateway, issuer, bucketProxy } = parts;
  const outbox = { name: 'sink', kind: 'sink', audience: ['staff', 'resident'] } as const;
  const allChannels = [{ ...outbox, url: `${gateway.origin}/local/outbox` }, ...channels];
  const settings = {
    publicOrigin: gateway.origin,
    uploadOrigin: bucketProxy.origin,
    oidc: { issuer: issuer.issuer, audience: issuer.audience },
    channels: allChannels.map(({ name, kind, audience }) => ({ name, kind, audience })),
    channelTargets: Object.fromEntries(
      allChannels.map(({ name, url, secret }) => [name, { url, ...defined({ secret }) }]),
    ),
    keyFile,
  };
  return planOf(await assemble(settings, dataDir, parts.interrupted));
};

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
