import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * Where the system keeps its Chromium; the one without windows is the same engine, and a page costs it a third. Without
 * any these tests fail: a check that is skipped is no check.
 */
function executable(): string {
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isThere);
  if (found === undefined) {
    throw new Error(
      'These tests need a Chromium and Chinese fonts: apt-get install chromium-headless-shell fonts-noto-cjk',
    );
  }
  return found;
}

function isThere(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What makes it a browser that reaches this machine and nothing else. */
const onThisMachine = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
] as const;

/** A browser that reaches this machine and nothing else. `args` change it, such as a larger font of the reader's. */
export const launch = (...args: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: executable(), args: [...onThisMachine, ...args] });

/** The telephone that the design was drawn for. */
export const telephone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } as const;
