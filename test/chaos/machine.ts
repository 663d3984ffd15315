import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, startEngine } from '../../infra/local/engine/engine.ts';
import { openStreamUpkeep, type StreamUpkeep } from '../../infra/local/engine/stream-upkeep.ts';
import type { LocalOptions } from '../../infra/local/run.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { Dice } from '../sim/world/dice.ts';
import { busyReceiver, busyStore, closedReceiver } from './busy.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';
import { type MessageReceiver, messageReceiver } from './message-receiver.ts';

/** One machine with everything on it: the store's engine, the local run before it, and a receiver of its messages. */
export interface Machine {
  readonly origin: string;
  readonly tableName: string;
  /** Past all faults, for whoever looks whether all is well. */
  readonly storeEndpoint: () => string;
  readonly toStore: FaultProxy;
  readonly toReceiver: FaultProxy;
  readonly receiver: MessageReceiver;
  /** Why the run ended each time that it was not told to. */
  readonly fell: () => readonly string[];
  killEngine(): Promise<void>;
  killRun(): Promise<void>;
  /** Ends one of the run's threads, as a function dies that takes too much. */
  endThread(nth: number): void;
  /** Starts whatever is not running; fair weather is needed, as a start asks only once. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface MachineSettings {
  /** Everything is kept under it. */
  readonly directory: string;
  readonly dice: Dice;
  readonly startAt: Instant;
  /** Functions bundled before; its first start bundles them when absent. */
  readonly bundles?: string | undefined;
}

/** An answer that is withheld is given up soon, and one that a slow machine owes is not given up every time. */
const TIMEOUT_FACTOR = 3;

/** Of what a run says before it ends. */
const WORDS_MAX = 2000;

/** Builds a machine and starts it. */
export async function machine({ directory, dice, startAt, bundles }: MachineSettings): Promise<Machine> {
  const receiver = await messageReceiver();
  const toReceiver = await faultProxy(dice.fork(), { refused: busyReceiver, 'turned-away': closedReceiver });
  toReceiver.leadTo(receiver.origin);
  const toStore = await faultProxy(dice.fork(), { refused: busyStore });
  const engineDir = join(directory, 'engine');
  mkdirSync(engineDir, { recursive: true });

  let engine: (Engine & { readonly upkeep: StreamUpkeep }) | undefined;
  let child: ChildProcess | undefined;
  let place = { origin: '', tableName: '' };
  const fell: string[] = [];

  const wakeEngine = async (): Promise<void> => {
    const started = await startEngine(engineDir, () => undefined);
    toStore.leadTo(started.endpoint);
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
        audience: ['staff', 'resident'],
        url: `${toReceiver.origin}/hook`,
        secret: receiver.secret,
      },
    ],
  } satisfies LocalOptions;

  const wakeRun = async (): Promise<void> => {
    // The same door after each start: people come back to where they were.
    const port = place.origin === '' ? 0 : Number(new URL(place.origin).port);
    const script = join(import.meta.dirname, 'machine-run.ts');
    const started = fork(
      script,
      [JSON.stringify({ ...options, port }), ...(bundles === undefined ? [] : [bundles])],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        // Those of a test runner are none of its business.
        execArgv: [],
      },
    );
    child = started;
    const { promise, resolve, reject } = Promise.withResolvers<typeof place>();
    started.once('message', (said) => resolve(said as typeof place));
    let words = '';
    started.stderr?.on('data', (chunk) => {
      words = `${words}${chunk}`.slice(-WORDS_MAX);
    });
    started.once('exit', () => {
      if (child !== started) return;
      child = undefined;
      fell.push(words);
      reject(new Error(`the run ended by itself: ${words}`));
    });
    place = await promise;
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
    if (engine === undefined) await wakeEngine();
    if (child !== undefined) return;
    toStore.weather({});
    await wakeRun();
  };
  await start();

  return {
    ...place,
    storeEndpoint: () => engine?.endpoint ?? '',
    toStore,
    toReceiver,
    receiver,
    killRun,
    start,
    fell: () => fell,
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
