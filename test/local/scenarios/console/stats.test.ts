import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { overflowing, smallTargets, violations } from '../../../browser/measures.ts';
import { lostPhone, trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, narrow, people } from './desk.ts';

const { run, client } = await sharedStack();
const at = await desks(run.origin);
for (const [n, place] of ['b03-1', 'b07-2', 'square'].entries())
  await client.ask('POST /v1/cases', { body: { ...lostPhone(n), place, token: trackingToken(n) } });
// The local run begins on Monday, 23 November 2026; a day later what nobody replied to is late.
await client.jump(26 * 60);
await run.settle();

const chief = await client.tokenOf('chief');
const month = { from: '2026-11-01', to: '2026-11-24' };
const by = 'type,building,hour,day,person';

async function statistics(query: Readonly<Record<string, string>>) {
  const { status, body } = await client.ask('GET /v1/office/stats', { bearer: chief, query });
  expect(status).toBe(200);
  return body;
}

const numbersIn = (text: string | null): readonly number[] => (text?.match(/\d+/g) ?? []).map(Number);

async function opened(page: Page, span: string): Promise<void> {
  await goTo(page, `#/stats/${span}`);
  await page.waitForSelector('.tabs [aria-current]');
  await page.waitForSelector('.rates .rate:nth-child(5)');
}

interface Group {
  readonly key: string;
  readonly received: number;
  readonly response: { readonly numerator: number; readonly denominator: number; readonly unknown: number };
}

/** Rows of a table by their keys, each as the numbers of its cells. */
async function rowsOf(page: Page, heading: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await page.locator(`[aria-labelledby=${heading}] tr[data-key]`).all();
  const entries = rows.map(async (row) => {
    const cells = await row.locator('td').allTextContents();
    return [(await row.getAttribute('data-key')) ?? '', cells.flatMap(numbersIn)] as const;
  });
  return new Map(await Promise.all(entries));
}

describe('the numbers on the screen', () => {
  it('are those of the API: sentence, rates, buildings, hours, days, types and persons', async () => {
    const { totals, groups, armed } = await statistics({ ...month, by });
    expect(totals.received).toBeGreaterThan(10);
    const { page, context } = await at.signedIn(people.chief);
    await opened(page, 'month');

    const lead = numbersIn(await page.locator('.stats .lead').textContent());
    expect(lead.slice(0, 2)).toEqual([totals.received, totals.response.numerator]);
    const late = totals.response.denominator - totals.response.numerator;
    expect(late).toBeGreaterThan(0);
    expect(lead[2]).toBe(late);

    for (const [index, name] of ['response', 'completion', 'satisfaction'].entries()) {
      const { numerator, denominator, unknown } = totals[name];
      const shown = numbersIn(await page.locator('.rate dd').nth(index).textContent());
      const percent = denominator === 0 ? [] : [Math.floor((numerator / denominator) * 100)];
      expect(shown.slice(0, percent.length), name).toEqual(percent);
      for (const number of denominator === 0 ? [unknown] : [numerator, denominator, unknown])
        if (number > 0) expect(shown, name).toContain(number);
    }
    const { body: brief } = await client.ask('GET /v1/office/brief', { bearer: chief });
    expect(numbersIn(await page.locator('.rate').nth(3).textContent())).toEqual([brief.overdue, brief.open]);
    const proven = armed === undefined ? [] : [armed.denominator, armed.numerator];
    expect(numbersIn(await page.locator('.rate').nth(4).textContent())).toEqual(
      expect.arrayContaining(proven),
    );

    const tiles = await page.locator('.tile b').allTextContents();
    const received = (groups.building as Group[]).map((group) => group.received);
    expect(
      tiles
        .map(Number)
        .filter((count) => count > 0)
        .toSorted(),
    ).toEqual(received.toSorted());
    expect(tiles).toHaveLength(27);
    for (const { key, received: count } of groups.building as Group[]) {
      const tile = page.locator(`.tile[href*="building=${key}&"] b`);
      expect(await tile.textContent(), key).toBe(String(count));
    }

    const cells = (await page.locator('.heat tbody td').allTextContents()).map(Number);
    const threeHours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
      [0, 3, 6, 9, 12, 15, 18, 21].map((hour) =>
        (groups.hour as Group[])
          .filter(
            ({ key }) => Number(key[0]) === weekday && Math.floor(Number(key.slice(2)) / 3) * 3 === hour,
          )
          .reduce((sum, group) => sum + group.received, 0),
      ),
    );
    expect(cells).toEqual(threeHours);

    for (const name of ['building', 'day'] as const) {
      const rows = await rowsOf(page, name === 'building' ? 'stats-where' : 'stats-days');
      expect(Object.fromEntries(rows)).toEqual(
        Object.fromEntries(
          (groups[name] as Group[]).map(({ key, received: count, response }) => {
            const { numerator, denominator, unknown } = response;
            return [key, [count, numerator, denominator - numerator, unknown]];
          }),
        ),
      );
    }
    for (const name of ['type', 'person'] as const) {
      const rows = await rowsOf(page, `stats-${name}`);
      expect([...rows.keys()]).toEqual((groups[name] as Group[]).map(({ key }) => key));
      expect([...rows.values()].map(([count]) => count)).toEqual(
        (groups[name] as Group[]).map((group) => group.received),
      );
    }
    await context.close();
  });

  it('come as the file that the API gives', async () => {
    const query = { ...month, by };
    const { text } = await client.ask('GET /v1/office/stats.csv', {
      bearer: chief,
      query,
      headers: { 'accept-language': 'zh-CN' },
    });
    const { page, context } = await at.signedIn(people.chief);
    await opened(page, 'month');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.stats-top button').click(),
    ]);
    expect(download.suggestedFilename()).toBe('statistics-2026-11-01.csv');
    const saved = readFileSync(await download.path(), 'utf8');
    expect(saved.replace(/^\ufeff/, '')).toBe(text.replace(/^\ufeff/, ''));
    await context.close();
  });
});

describe('who may see them', () => {
  it('an officer sees no persons, and a guard is not led there', async () => {
    const officer = await at.signedIn(people.officer);
    await officer.page.locator('.nav a', { hasText: '看板' }).click();
    await officer.page.waitForSelector('.rates .rate:nth-child(5)');
    expect(await officer.page.locator('#stats-type').count()).toBe(1);
    expect(await officer.page.locator('#stats-person').count()).toBe(0);
    const guard = await at.signedIn(people.guard);
    expect(await guard.page.locator('.nav a', { hasText: '看板' }).count()).toBe(0);
    await goTo(guard.page, '#/stats/week');
    await guard.page.waitForSelector('.alert');
    expect(await guard.page.locator('.rates').count()).toBe(0);
    for (const { context } of [officer, guard]) await context.close();
  });
});

describe.each([
  { locale: 'zh-CN', colorScheme: 'light', width: 390 },
  { locale: 'en', colorScheme: 'dark', width: 390 },
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 1280 },
] as const)('in $locale, $colorScheme, $width px wide', ({ locale, colorScheme, width }) => {
  it('it has nothing that axe finds, targets for a finger, and fits', async () => {
    const viewport = { width, height: 844 };
    const options = { locale, colorScheme, viewport, bypassCSP: true };
    const { page, context } = await at.signedIn(people.chief, options);
    const found: string[] = [];
    for (const span of ['today', 'month']) {
      await opened(page, span);
      for (const summary of await page.locator('.numbers summary').all()) await summary.click();
      found.push(
        ...(await violations(page)),
        ...(await smallTargets(page, 44)),
        ...(await overflowing(page)),
      );
    }
    await context.close();
    expect(found).toEqual([]);
  });
});

describe('for who needs larger letters', () => {
  it('it fits 320 px with text of 200 %', async () => {
    const options = { ...narrow, viewport: { width: 320, height: 800 }, bypassCSP: true };
    const { page, context } = await at.signedIn(people.chief, options);
    await page.addStyleTag({ content: 'html{font-size:200%!important}' });
    await opened(page, 'month');
    for (const summary of await page.locator('.numbers summary').all()) await summary.click();
    const found = await overflowing(page);
    await context.close();
    expect(found).toEqual([]);
  });
});
