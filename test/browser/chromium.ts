import { type Browser, chromium } from 'playwright-core';
import { HANG_MS } from '../hang.ts';
import { browserProgram } from './browser-program.ts';

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
export async function launch(...args: readonly string[]): Promise<Browser> {
  const browser = await chromium.launch({
    ...(await browserProgram()),
    args: [...onThisMachine, ...args],
    timeout: HANG_MS,
  });
  return browser.on('context', (context) => context.setDefaultTimeout(HANG_MS));
}

/** The telephone that the design was drawn for. */
export const telephone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } as const;
