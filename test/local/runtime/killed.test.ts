import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startEngine } from '../../../infra/local/engine/engine.ts';
import type { LocalRun } from '../../../infra/local/run.ts';
import { clientOf } from './stub-client.ts';
import { startStubs } from './stub-run.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

let child: ChildProcess | undefined;
let run: LocalRun | undefined;
afterEach(async () => {
  child?.kill('SIGKILL');
  await run?.close();
});

/** Starts a script and resolves with the line that it prints when it is up. */
const startToKill = async (script: string, dataDir: string): Promise<string> => {
  const started = spawn(process.execPath, [join(import.meta.dirname, script), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const ended = once(started, 'exit').then(() => {
    throw new Error(`${script} ended before it was up`);
  });
  // After it is up, the test kills it, so its exit is expected.
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(started.stdout, 'data'), ended]);
  return String(line).trim();
};

const kill = async (): Promise<void> => {
  child?.kill('SIGKILL');
  if (child) await once(child, 'exit');
};

const enginePid = (dataDir: string) => Number(readFileSync(join(dataDir, 'engine.pid'), 'utf8'));

/** A zombie process has no command line. */
const isAlive = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
};

describe('after kill -9', () => {
  it('what was acknowledged is there, what was on its way arrives, and no process is left', async () => {
    const dataDir = newDataDir();
    const client = clientOf({ origin: await startToKill('killed-run.ts', dataDir) });
    const eventLog = join(dataDir, 'events.db-wal');
    await client.commit('arrived');
    await client.post('/local/clock', { jumpMinutes: 120 });
    const ahead = async (of: typeof client) => (await of.get('/local/clock')).body.aheadMilliseconds;
    const before = await ahead(client);
    // The first event is on the bus and notify hangs; the second record is in the relay, which hangs.
    await client.commit('on-the-bus', { hangAtNotify: true });
    await client.commit('in-the-stream', { hangAtRelay: true });
    await expect.poll(() => readFileSync(eventLog, 'latin1')).toContain('F#on-the-bus');
    const engine = enginePid(dataDir);
    await kill();
    await expect.poll(() => isAlive(engine)).toBe(false);

    // The functions hang in the first run only.
    run = await startStubs({ dataDir, environment: { PATIENCE: 'none' } });
    const again = clientOf(run);
    expect((await again.get('/facts/in-the-stream')).body).toEqual({ found: true });
    await run.settle();
    expect((await again.arrived()).toSorted()).toEqual(['F#arrived', 'F#in-the-stream', 'F#on-the-bus']);
    // The virtual clock keeps its offset to within a minute, however long the restart took.
    expect(Math.abs((await ahead(again)) - before)).toBeLessThan(60_000);
  });

  it('an engine without its run is ended before the next one starts', async () => {
    const dataDir = newDataDir();
    await startToKill('killed-engine.ts', dataDir);
    const engine = enginePid(dataDir);
    // Killing its watcher shells as well leaves the engine running when its run is killed.
    const shell = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${engine}/status`, 'utf8'))?.[1]);
    const watching = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8')
      .trim()
      .split(' ')
      .map(Number);
    for (const pid of [...watching, shell]) if (pid !== engine) process.kill(pid, 'SIGKILL');
    await kill();
    expect(isAlive(engine)).toBe(true);
    const next = await startEngine(dataDir, () => undefined);
    expect(isAlive(engine)).toBe(false);
    await next.close();
  });
});
