import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { handleProcessErrors } from '../infra/handle-process-errors.ts';
import { STANDSTILL } from '../infra/local/clock/virtual-clock.ts';
import { startLocal } from '../infra/local/run.ts';
import { launch, telephone } from './browser/chromium.ts';

// Makes the pictures of the console in the README from the running product.

/** Larger ones would make the README slow to open. */
const BYTES_MAX = 150_000;
const folder = join(import.meta.dirname, '..', 'docs', 'pictures');

/** A Monday at 10 in the morning at the station. */
const MORNING = Date.UTC(2026, 10, 23, 2);

async function picture(
  browser: Browser,
  origin: string,
  name: string,
  ready: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<void> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(`${origin}/office#/board/open`);
  await page.locator('.door .btn-main').click();
  await page.getByRole('button', { name: '李警官' }).click();
  // The list, and where there is room the most urgent case beside it.
  await page.waitForSelector(ready);
  await page.waitForLoadState('networkidle');
  const bytes = await page.screenshot({ type: 'png' });
  if (bytes.length > BYTES_MAX) throw new Error(`${name} has ${bytes.length} bytes`);
  await writeFile(join(folder, name), bytes);
  await context.close();
}

async function makeAll(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-pictures-'));
  const run = await startLocal({ dataDir, port: 0, speed: STANDSTILL, startAt: MORNING });
  const browser = await launch();
  try {
    await mkdir(folder, { recursive: true });
    await picture(browser, run.origin, 'console-wide.png', '.story .said', { width: 1200, height: 750 });
    await picture(browser, run.origin, 'console-telephone.png', '.case', telephone.viewport);
  } finally {
    await browser.close();
    await run.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const help = `Usage: npm run pictures

Starts the seeded station at a standstill, opens the console in a browser and writes docs/pictures/console-wide.png and
docs/pictures/console-telephone.png. Takes about a minute.

  --help   this text`;

handleProcessErrors();
const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
if (values.help) process.stdout.write(`${help}\n`);
else await makeAll();
