import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { prepareDataDir } from '../../../infra/local/data-dir.ts';
import type { LocalRun } from '../../../infra/local/run.ts';
import { startStubs } from './stub-run.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

let run: LocalRun | undefined;
afterEach(() => run?.close());

/** The states of `/proc/net/tcp` are hexadecimal; this one is LISTEN. */
const LISTEN = '0A';
const LOOPBACK = '0100007F';

/** The processes of the run: this one, and the engine, which runs in a session of its own. */
const processesOf = (dataDir: string): readonly (string | number)[] => [
  'self',
  Number(readFileSync(join(dataDir, 'engine.pid'), 'utf8')),
];

const socketsOf = (pid: string | number): ReadonlySet<string> => {
  const directory = `/proc/${pid}/fd`;
  const targets = readdirSync(directory).map((name) => {
    try {
      return readlinkSync(join(directory, name));
    } catch {
      return ''; // Closed meanwhile.
    }
  });
  return new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
};

/** The local addresses, `<hexadecimal address>:<port>`, on which these processes listen. */
const listenersOf = (pids: readonly (string | number)[]): readonly string[] => {
  const sockets = pids.map(socketsOf);
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(
        ([, , , state, , , , , , inode = '']) => state === LISTEN && sockets.some((of) => of.has(inode)),
      )
      .map(([, local = '']) => local),
  );
};

describe.runIf(process.platform === 'linux')('a run', () => {
  it('listens on loopback alone: gateway, issuer, engine, bus, buckets, and the emulator of queues', async () => {
    const dataDir = newDataDir();
    run = await startStubs({ dataDir });
    const listeners = listenersOf(processesOf(dataDir));
    expect(listeners.filter((address) => !address.startsWith(`${LOOPBACK}:`))).toEqual([]);
    expect(listeners.length).toBeGreaterThanOrEqual(6);
  });
});

/** Everything below a directory that somebody else than its owner may read, write or enter. */
const openToOthers = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(join(directory, name)).mode & 0o077) !== 0,
  );

describe('the files of a data directory', () => {
  it('of an earlier release are closed to others at the next start, and so is a directory of them alone', () => {
    const dataDir = newDataDir();
    chmodSync(dataDir, 0o755);
    mkdirSync(join(dataDir, 'photos', 'buckets'), { recursive: true, mode: 0o755 });
    for (const name of ['addresses.env', 'photos/buckets/photo.data']) {
      writeFileSync(join(dataDir, name), 'x');
      chmodSync(join(dataDir, name), 0o644);
    }
    prepareDataDir(dataDir);
    expect(openToOthers(dataDir)).toEqual([]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('are closed without touching what lies beside them', () => {
    const dataDir = newDataDir();
    chmodSync(dataDir, 0o755);
    for (const name of ['addresses.env', 'of-somebody-else']) {
      writeFileSync(join(dataDir, name), 'x');
      chmodSync(join(dataDir, name), 0o644);
    }
    prepareDataDir(dataDir);
    expect(openToOthers(dataDir)).toEqual(['of-somebody-else']);
    expect(statSync(dataDir).mode & 0o777).toBe(0o755);
  });

  it('lie in a new directory that only its owner may enter', () => {
    const dataDir = join(newDataDir(), 'deep', 'down');
    prepareDataDir(dataDir);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual([]);
  });
});
