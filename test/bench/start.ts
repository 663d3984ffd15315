import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from './context.ts';
import { root } from './paths.ts';
import { request } from './request.ts';
import { startCommand } from './start-command.ts';

const ERROR_OUTPUT_MAX = 2000;

/**
 * From the command to the first form, with an empty data directory and then with the same one again; in between it ends
 * as by Ctrl-C. Without npm itself, which takes part of a second more.
 */
export const starts: Bench = async ({ progress, report }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'huiying-bench-start-'));
  try {
    progress('start: the first one');
    const first = await startOnce(dataDir);
    report('first start to the first answer', 's', first);
    progress('start: the second one');
    const second = await startOnce(dataDir);
    report('second start to the first answer', 's', second);
    report('second against first', 'ratio', second / first);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

async function startOnce(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const script = join(root, 'infra', 'local', 'start.ts');
  const { environment, flags } = startCommand();
  const child = spawn(process.execPath, [...flags, script, '--data-dir', dataDir, '--port', '0'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk) => {
    printed = `${printed}${chunk}`.slice(-ERROR_OUTPUT_MAX);
  });
  const ended = once(child, 'exit');
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, origin] = /^Ready on (\S+)/.exec(line) ?? [];
      if (origin === undefined) continue;
      await request(origin, { path: '/q/b03-1' });
      return (performance.now() - startedAt) / 1000;
    }
    throw new Error(`the local run did not start: ${printed}`);
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}
