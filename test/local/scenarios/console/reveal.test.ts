import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { overflowing, smallTargets, violations } from '../../../browser/measures.ts';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, narrow, openCase, people, wide } from './desk.ts';

const { run, client } = await sharedStack();
const at = await desks(run.origin);
const contact = { phone: '138 0013 8000', name: '王女士' };

async function reported(n: number, report: object) {
  const token = trackingToken(n);
  const body = { place: 'b03-1', contact, token, ...report };
  const { reference } = (await client.ask('POST /v1/cases', { body })).body;
  return client.idOf(reference, await client.tokenOf('officer'));
}

const readsOf = async (id: string) =>
  (
    await client.ask('GET /v1/office/cases/{id}/reads', {
      bearer: await client.tokenOf('chief'),
      path: { id },
    })
  ).body.reads;

/** Everything that the API has answered to a page, as text. */
function answersTo(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/v1/')) bodies.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(bodies)).join('\n');
}

const lostPhone = { type: 'lost-item', what: '黑色手机', details: { item: 'phone' } };
const lead = { type: 'lead', what: 'CANARY 我在三楼看见他撬门', details: {} };

describe('a telephone number', () => {
  it('is neither in an answer nor on the page before it is asked for, and each look is one entry', async () => {
    const id = await reported(1, lostPhone);
    const { page, context } = await at.signedIn(people.officer);
    const answers = answersTo(page);
    await openCase(page, id);
    await page.waitForSelector('.tel');
    expect(await page.locator('.tel').textContent()).toBe('138 **** 8000');
    expect(await page.content()).not.toMatch(/1380013|0013 ?8000/);
    expect(await answers()).not.toMatch(/1380013|0013 ?8000/);
    expect(await page.locator('a[href^="tel:"]').count()).toBe(0);
    expect(await readsOf(id)).toEqual([]);

    await page.locator('.facts button', { hasText: '显示' }).press('Enter');
    await page.waitForSelector('a[href="tel:+8613800138000"]:focus');
    expect(await page.locator('.tel').textContent()).toBe('138 0013 8000');
    expect(await readsOf(id)).toMatchObject([
      { number: 1, person: 'p-officer-li', role: 'officer', what: ['contact'], at: expect.any(String) },
    ]);
    // Another look at the same page is the same look; one after a reload is another.
    await page.reload();
    await page.waitForSelector('.tel');
    expect(await page.locator('.tel').textContent()).toBe('138 **** 8000');
    expect(await readsOf(id)).toHaveLength(1);
    await context.close();
  });
});

describe.each([
  ['wide', wide],
  ['by touch', narrow],
] as const)('a suspicion, %s', (name, options) => {
  it('shows who reported it and what they saw to who opens it, each by itself and on record', async () => {
    const id = await reported(name === 'wide' ? 2 : 3, lead);
    const { page, context } = await at.signedIn(people.officer, { ...options, bypassCSP: true });
    const answers = answersTo(page);
    await openCase(page, id);
    await page.waitForSelector('.story .withheld');
    for (const seen of [await page.content(), await answers()]) expect(seen).not.toMatch(/CANARY|王女士/);
    expect(await readsOf(id)).toEqual([]);
    expect([
      ...(await violations(page)),
      ...(await smallTargets(page, 44)),
      ...(await overflowing(page)),
    ]).toEqual([]);
    const open = page.locator('.story .withheld button');
    await (name === 'wide' ? open.press('Enter') : open.tap());
    await page.waitForSelector('.story .said');
    expect(await page.locator('.story .said').textContent()).toBe(lead.what);
    expect(await page.content()).not.toContain('王女士');
    expect(await readsOf(id)).toMatchObject([{ what: ['text'], text: { version: 1, index: 0 } }]);
    await page.locator('.facts button', { hasText: '打开' }).press('Enter');
    await page.waitForSelector('a[href="tel:+8613800138000"]');
    expect(await page.locator('.facts').textContent()).toContain('王女士');
    expect(await readsOf(id)).toMatchObject([{ what: ['contact'] }, { what: ['text'] }]);
    await context.close();
  });
});

it('says so where the network is away, and shows nothing', async () => {
  const id = await reported(4, lostPhone);
  const { page, context } = await at.signedIn(people.officer);
  await openCase(page, id);
  await page.waitForSelector('.tel');
  await context.setOffline(true);
  await page.locator('.facts button', { hasText: '显示' }).click();
  await page.waitForSelector('.facts [role=alert]');
  expect(await page.locator('.tel').textContent()).toBe('138 **** 8000');
  await context.setOffline(false);
  await page.locator('.facts button', { hasText: '显示' }).click();
  await page.waitForSelector('a[href="tel:+8613800138000"]');
  expect(await readsOf(id)).toHaveLength(1);
  await context.close();
});
