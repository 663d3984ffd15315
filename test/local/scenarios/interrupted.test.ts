import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';

const newDataDir = temporaryDirectories();
const start = join(import.meta.dirname, '..', '..', '..', 'infra', 'local', 'start.ts');

let child: ChildProcess | undefined;
afterAll(() => child?.kill('SIGKILL'));

const startIn = (dataDir: string, ...words: readonly string[]) => {
  const started = spawn(process.execPath, [start, '--data-dir', dataDir, '--port', '0', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  let printed = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (chunk) => {
      printed += String(chunk);
    });
  }
  const exit = once(started, 'exit');
  return { printed: () => printed, exit, kill: (signal: NodeJS.Signals) => started.kill(signal) };
};

/** The processes whose command line names the directory: the engine and its supervisor, a build. */
const engineOf = (dataDir: string): string => {
  try {
    const pid = readFileSync(join(dataDir, 'engine.pid'), 'utf8').trim();
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Moments of a start, in their order, by what they leave in the data directory. */
const moments: readonly (readonly [string, (dataDir: string) => boolean])[] = [
  ['when it has locked its directory', (dataDir) => existsSync(join(dataDir, 'events.db'))],
  ['while it bundles and synthesizes', (dataDir) => existsSync(join(dataDir, 'build'))],
  ['when its engine is up', (dataDir) => existsSync(join(dataDir, 'engine.pid'))],
  ['while it seeds its table', (dataDir) => sizeOf(join(dataDir, 'table.db-wal')) > 200_000],
];

describe('Ctrl-C while the stack starts', () => {
  const dataDir = newDataDir();

  it.each(moments)('%s ends it, leaves no process behind, and claims no success', async (_, isReached) => {
    const { printed, exit, kill } = startIn(dataDir);
    await expect.poll(() => isReached(dataDir), { interval: 5 }).toBe(true);
    kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    expect(printed()).toBe('');
    await expect.poll(() => engineOf(dataDir)).toBe('');
  });

  it('does not keep the next start from getting ready, which Ctrl-C then ends in order', async () => {
    const { printed, exit, kill } = startIn(dataDir, '--bundles', inject('bundles'));
    await expect.poll(printed, { interval: 50 }).toContain('Ready on');
    kill('SIGINT');
    expect(await exit).toEqual([0, null]);
  });
});
