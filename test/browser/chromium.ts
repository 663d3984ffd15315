import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { HANG_MS } from '../timeouts.ts';
import { browserProgram } from './browser-program.ts';

/** Flags that restrict the browser to this machine. */
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

/** Launches a browser that can reach this machine only. `args` are further flags. */
export async function launch(...args: readonly string[]): Promise<Browser> {
  const browser = await chromium.launch({
    ...(await browserProgram()),
    args: [...onThisMachine, ...args],
    timeout: HANG_MS,
  });
  return browser.on('context', (context) => context.setDefaultTimeout(HANG_MS));
}

/** Launches a browser that keeps what it stores in a folder, so that it can be opened again after it was killed. */
export async function launchWithProfile(
  profileDir: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const program = await browserProgram();
  const context = await chromium.launchPersistentContext(profileDir, {
    ...program,
    ...options,
    args: [...onThisMachine],
    timeout: HANG_MS,
  });
  context.setDefaultTimeout(HANG_MS);
  return context;
}

/** The telephone of the design. */
export const telephone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } as const;
