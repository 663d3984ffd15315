import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { WorkCounts } from './count-work.ts';
import { root } from './paths.ts';
import { startCommand } from './start-command.ts';

/** A working day at the station. By day messages are sent at once; by night those that are not urgent wait. */
export const startTimes = {
  day: Date.UTC(2026, 9, 15, 2),
  night: Date.UTC(2026, 9, 14, 17),
} as const satisfies Readonly<Record<string, Instant>>;

export type TimeOfDay = keyof typeof startTimes;

/** A local run in a process of its own, with new data. */
export interface Stack {
  readonly origin: string;
  readonly issuer: string;
  readonly endpoint: string;
  readonly tableName: string;
  readonly dataDir: string;
  readonly time: TimeOfDay;
  readonly startedAt: Instant;
  readonly pid: number;
  /** Resolves when the stream is read and all that followed from it is handled, so every message that is due is sent. */
  settle(): Promise<void>;
  /** What the functions were asked to do since the last time. */
  takeCounts(): Promise<WorkCounts>;
  close(): Promise<void>;
}

export interface StackSettings {
  readonly time: TimeOfDay;
  readonly bundles: string;
  /** A DynamoDB to use instead of the embedded one. */
  readonly dynamoEndpoint?: string;
}

type Addresses = Pick<Stack, 'origin' | 'issuer' | 'endpoint' | 'tableName' | 'dataDir'>;

/** @throws Error with what the run printed when it ends before it is ready */
export async function startStack({ time, bundles, dynamoEndpoint }: StackSettings): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'huiying-bench-'));
  const startAt = startTimes[time];
  const options = { dataDir, bundles, startAt, ...(dynamoEndpoint !== undefined && { dynamoEndpoint }) };
  const { environment, flags } = startCommand();
  const child = fork(join(import.meta.dirname, 'stack-run.ts'), [JSON.stringify(options)], {
    cwd: root,
    execArgv: [...flags],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const printed: string[] = [];
  child.stderr?.on('data', (chunk) => printed.push(String(chunk)));
  const ended = once(child, 'exit');
  const failed = ended.then(() => {
    throw new Error(`the local run ended: ${printed.join('').slice(-2000)}`);
  });
  failed.catch(() => undefined);
  const said = <T>(): Promise<T> =>
    Promise.race([once(child, 'message').then(([message]) => message), failed]);
  const close = async (): Promise<void> => {
    if (child.connected) child.send('close');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const addresses = await said<Addresses>();
    const settle = async (): Promise<void> => {
      child.send('settle');
      await said();
    };
    const takeCounts = async (): Promise<WorkCounts> => {
      child.send('count');
      return said<WorkCounts>();
    };
    return { ...addresses, takeCounts, time, startedAt: startAt, pid: child.pid ?? 0, settle, close };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}
