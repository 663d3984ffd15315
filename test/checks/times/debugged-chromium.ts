import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { executable, onThisMachine } from '../../browser/chromium.ts';

export interface DebuggedChromium {
  /** Where it may be steered from outside. */
  readonly port: number;
  close(): Promise<void>;
}

/** A browser with a fresh profile for tools that bring no browser of their own. */
export async function debuggedChromium(): Promise<DebuggedChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'huiying-chromium-'));
  const args = ['--headless', ...onThisMachine, '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(executable(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(browser, 'exit');
  const close = async () => {
    browser.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  for await (const line of createInterface(browser.stderr)) {
    const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line)?.[1];
    if (port !== undefined) {
      browser.stderr.resume();
      return { port: Number(port), close };
    }
  }
  await close();
  throw new Error('the browser told no port');
}
