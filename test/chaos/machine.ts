import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, startEngine } from '../../infra/local/engine/engine.ts';
import { openStreamUpkeep, type StreamUpkeep } from '../../infra/local/engine/stream-upkeep.ts';
import type { LocalOptions } from '../../infra/local/run.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import { routedRoles } from '../../shared/engine/outbox/route.ts';
import type { Dice } from '../sim/world/dice.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';
import { type MessageReceiver, messageReceiver } from './message-receiver.ts';
import { busyReceiver, busyStore, closedReceiver } from './refusals.ts';

/** The system under test: the DynamoDB engine, the local run, a message receiver, and fault proxies between them. */
export interface Machine {
  readonly origin: string;
  readonly tableName: string;
  /** The data directory of the run. */
  readonly dataDir: string;
  /** The engine without the fault proxy, for checks. */
  readonly storeEndpoint: () => string;
  readonly toStore: FaultProxy;
  readonly toReceiver: FaultProxy;
  readonly receiver: MessageReceiver;
  /** Error output of each unexpected end of the run. */
  readonly unexpectedEnds: () => readonly string[];
  killEngine(): Promise<void>;
  killRun(): Promise<void>;
  /** Terminates one of the run's worker threads, like a function that ran out of memory. */
  endThread(nth: number): void;
  /** Starts what is not running. Faults to the store are switched off first, since a start does not retry. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface MachineSettings {
  /** Directory of all data. */
  readonly directory: string;
  readonly dice: Dice;
  readonly startAt: Instant;
  /** Existing bundles of the functions; built on the first start when absent. */
  readonly bundles?: string | undefined;
}

/** An answer that is withheld is given up soon, and one that a slow machine owes is not given up every time. */
const TIMEOUT_FACTOR = 3;

/** Length of the kept error output. */
const ERROR_OUTPUT_MAX = 2000;

/** Builds a machine and starts it. */
export async function machine({ directory, dice, startAt, bundles }: MachineSettings): Promise<Machine> {
  const receiver = await messageReceiver();
  const toReceiver = await faultProxy(dice.fork(), { refused: busyReceiver, 'turned-away': closedReceiver });
  toReceiver.setTarget(receiver.origin);
  const toStore = await faultProxy(dice.fork(), { refused: busyStore });
  const engineDir = join(directory, 'engine');
  mkdirSync(engineDir, { recursive: true });

  let engine: (Engine & { readonly upkeep: StreamUpkeep }) | undefined;
  let child: ChildProcess | undefined;
  let address = { origin: '', tableName: '' };
  const unexpectedEnds: string[] = [];

  const launchEngine = async (): Promise<void> => {
    const started = await startEngine(engineDir, () => undefined);
    toStore.setTarget(started.endpoint);
    engine = { ...started, upkeep: openStreamUpkeep(started.databaseFile) };
  };

  const options = {
    dataDir: join(directory, 'run'),
    dynamoEndpoint: toStore.origin,
    startAt,
    timeoutFactor: TIMEOUT_FACTOR,
    channels: [
      {
        name: 'robot',
        kind: 'webhook',
        to: routedRoles,
        secret: { url: `${toReceiver.origin}/hook`, secret: receiver.secret },
      },
    ],
  } satisfies LocalOptions;

  const launchRun = async (): Promise<void> => {
    // Keeps its port over restarts, so that clients can retry.
    const port = address.origin === '' ? 0 : Number(new URL(address.origin).port);
    const script = join(import.meta.dirname, 'machine-run.ts');
    const started = fork(
      script,
      [JSON.stringify({ ...options, port }), ...(bundles === undefined ? [] : [bundles])],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        // Without the test runner’s Node options.
        execArgv: [],
      },
    );
    child = started;
    const { promise, resolve, reject } = Promise.withResolvers<typeof address>();
    started.once('message', (ready) => resolve(ready as typeof address));
    let errorOutput = '';
    started.stderr?.on('data', (chunk) => {
      errorOutput = `${errorOutput}${chunk}`.slice(-ERROR_OUTPUT_MAX);
    });
    started.once('exit', () => {
      if (child !== started) return;
      child = undefined;
      unexpectedEnds.push(errorOutput);
      reject(new Error(`the run ended by itself: ${errorOutput}`));
    });
    address = await promise;
  };

  const killRun = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (running === undefined) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  };

  const start = async (): Promise<void> => {
    if (engine === undefined) await launchEngine();
    if (child !== undefined) return;
    toStore.setFaults({});
    await launchRun();
  };
  await start();

  return {
    ...address,
    dataDir: options.dataDir,
    storeEndpoint: () => engine?.endpoint ?? '',
    toStore,
    toReceiver,
    receiver,
    killRun,
    start,
    unexpectedEnds: () => unexpectedEnds,
    async killEngine() {
      const killed = engine;
      engine = undefined;
      if (killed === undefined) return;
      process.kill(Number(readFileSync(join(engineDir, 'engine.pid'), 'utf8')), 'SIGKILL');
      killed.upkeep.close();
      await killed.close();
    },
    endThread: (nth) => child?.send(nth, () => undefined),
    async close() {
      await killRun();
      engine?.upkeep.close();
      await engine?.close();
      for (const part of [toStore, toReceiver, receiver]) part.close();
    },
  };
}
