import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { overflowing, smallTargets, violations } from '../../../browser/measures.ts';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, people } from './desk.ts';

// A Monday, 10:00 at the station.
const { run, client } = await sharedStack({ startAt: Date.UTC(2026, 10, 23, 2) });
const at = await desks(run.origin);
const bearer = await client.tokenOf('chief');

const show = async (kind: 'policy' | 'calendar' | 'channels') =>
  (await client.ask(`GET /v1/office/${kind}`, { bearer })).body;
const policyOf = async (id: string) =>
  (await client.ask('GET /v1/office/cases/{id}', { bearer, path: { id } })).body.policyVersion;

async function dispute(n: number): Promise<string> {
  const body = { place: `b0${n}-1`, type: 'dispute', what: `第 ${n} 件，楼上太吵`, details: {} };
  const received = await client.ask('POST /v1/cases', { body: { ...body, token: trackingToken(n) } });
  return client.idOf(received.body.reference, bearer);
}

/** Opens the part of the form that a field is in, and the section. */
async function openField(page: Page, part: string, field: string): Promise<void> {
  await page.locator('#set-part').selectOption(part);
  const section = page.locator('.form-part', { has: page.locator(field) });
  await section.waitFor();
  if ((await section.getAttribute('open')) === null) await section.locator('summary').click();
}

const respond = '#set-types-dispute-terms-1-respond';
const answer = '#set-types-lost-item-residentAnswer';
const look = (page: Page) => page.locator('.set-cols .btn-main').click();
const changesOf = (page: Page) => page.locator('.set-changes > li');
const publishButton = (page: Page) => page.locator('.set-publish .btn-main');
const figures = async (page: Page): Promise<readonly string[]> =>
  page.locator('.set-figures > div').allTextContents();

describe('a policy in the form', () => {
  it('is changed in words, refused in one sentence, tried by the engine, published, and seen by new cases alone', async () => {
    const old = await dispute(1);
    await client.jump(2 * 24 * 60);
    await run.settle();
    const before = await show('policy');
    const { page, context } = await at.signedIn(people.chief);
    await goTo(page, '#/settings/policy');
    await openField(page, 'dispute', respond);
    await page.locator(respond).fill('30');
    await page.locator(`${respond} + select`).selectOption('minutes');
    await openField(page, 'lost-item', answer);
    await page.locator(answer).fill('');
    expect(await changesOf(page).allTextContents()).toEqual([
      expect.stringMatching(/东西丢了.*等居民补充.*7 天.*不限时/),
      expect.stringMatching(/纠纷调解.*首次回复.*1 个工作日.*30 分钟（上班时间）/),
    ]);

    await look(page);
    await page.waitForSelector('.set-changes .refusal');
    const refused = page.locator('.set-changes .refusal > p').first();
    expect(await page.locator('.set-changes .refusal').count()).toBe(1);
    expect(await refused.textContent()).toContain('就再也没有人催，也没有期限');
    expect(await page.locator('.set-lead .lead').textContent()).toContain(
      '1 处会让案子没有下一个期限，不能发布',
    );
    expect(await publishButton(page).isDisabled()).toBe(true);
    expect(await page.locator('#publish-why').textContent()).toContain('先处理');
    await page.locator('.set-changes .refusal .btn').click();
    expect(await page.locator(answer).inputValue()).toBe('7');

    // What is left is counted by the engine, and the screen shows its very numbers.
    await look(page);
    await page.waitForSelector('.set-figures');
    const { content } = before;
    const terms = content.types.dispute.terms.map((one: object, index: number) =>
      index === 1 ? { ...one, respond: { minutes: 30 } } : one,
    );
    const changed = { ...content, types: { ...content.types, dispute: { ...content.types.dispute, terms } } };
    const { body: preview } = await client.ask('POST /v1/office/policy/preview', {
      bearer,
      body: { content: changed },
    });
    const { reminders, breaches, levels, sentence } = preview.replay;
    expect(breaches.after).toBeGreaterThan(breaches.before);
    expect(await page.locator('.set-sentence').textContent()).toBe(sentence);
    const shown = await figures(page);
    for (const [index, one] of [reminders, breaches, ...levels].entries()) {
      expect(shown[index]).toContain(`${one.before} → ${one.after}`);
    }
    expect((await show('policy')).version).toBe(before.version);

    expect(await publishButton(page).isDisabled()).toBe(true);
    await page.locator('#settings-name').fill('纠纷当天先回');
    expect(await page.locator('#publish-why').textContent()).toContain('为什么改');
    await page.locator('#settings-reason').fill('拖到第二天容易吵起来');
    await publishButton(page).click();
    await page.waitForSelector('main .good');
    const after = await show('policy');
    expect(after.history[0]).toMatchObject({
      name: '纠纷当天先回',
      reason: '拖到第二天容易吵起来',
      by: { person: 'p-chief-zhao' },
      inUse: true,
    });
    // Whatever the form does not show came through as it was.
    expect(after.content).toEqual({ ...changed, version: after.version });
    await client.jump(1);
    await run.settle();
    const fresh = await dispute(2);
    expect(await policyOf(old)).toBe(before.version);
    expect(await policyOf(fresh)).toBe(after.version);
    await context.close();
  });

  it('outlives a reload, a sign-in that ran out and somebody who was faster', async () => {
    const { page, context } = await at.signedIn(people.chief);
    await goTo(page, '#/settings/policy');
    await openField(page, 'lost-item', answer);
    await page.locator(answer).fill('5');
    await page.locator('#settings-name').fill('少等两天');
    await page.reload();
    await page.waitForSelector('.set-changes > li');
    expect(await page.locator(answer).inputValue()).toBe('5');
    await page.evaluate(
      `sessionStorage.setItem('huiying.session', JSON.stringify({ bearer: 'run.out.long-ago' }))`,
    );
    await page.reload();
    await page.locator('dialog .btn-main').click();
    await page.waitForSelector('.set-changes > li');
    expect(await page.locator(answer).inputValue()).toBe('5');
    expect(await page.locator('#settings-name').inputValue()).toBe('少等两天');

    const { version, content } = await show('policy');
    await client.ask('POST /v1/office/policy', {
      bearer,
      body: {
        content: { ...content, waitsMax: content.waitsMax + 1 },
        name: '别人的',
        reason: '更快',
        expectedVersion: version,
      },
    });
    await look(page);
    await page.waitForSelector('.set-figures, .set-sentence');
    await page.locator('#settings-reason').fill('七天太长');
    await publishButton(page).click();
    // What the other one published is shown, and stays as it is: this person has not touched it.
    await page.locator('main .alert .btn-s').click();
    await expect.poll(() => changesOf(page).count()).toBe(1);
    expect(await page.locator(answer).inputValue()).toBe('5');
    await look(page);
    await page.waitForSelector('.set-figures, .set-sentence');
    await publishButton(page).click();
    await expect.poll(async () => (await show('policy')).version).not.toBe(version);
    await expect.poll(async () => (await show('policy')).content.waitsMax).toBe(content.waitsMax + 1);
    await context.close();
  });

  it('without types is refused with a sentence; a file takes its place and can be taken back', async () => {
    const { page, context } = await at.signedIn(people.chief);
    await goTo(page, '#/settings/policy');
    await page.locator('.set-file summary').click();
    const text = page.locator('#settings-text');
    await text.fill('{');
    await page.locator('.set-file .btn-s').last().click();
    await page.waitForSelector('#settings-text-error');
    const { content } = await show('policy');
    await text.fill(JSON.stringify({ ...content, types: {} }));
    await page.locator('.set-file .btn-s').last().click();
    await look(page);
    await page.waitForSelector('.set-changes .refusal');
    expect(await page.locator('.set-changes').textContent()).toContain('系统自带的标准');
    expect(await publishButton(page).isDisabled()).toBe(true);
    await page.locator('main > .row .btn-quiet').click();
    expect(await changesOf(page).count()).toBe(0);
    await context.close();
  });
});

describe('hours and holidays in the form', () => {
  it('say what is not entered yet, and take a holiday by its first and last day, by keyboard alone', async () => {
    const { page, context } = await at.signedIn(people.chief);
    await goTo(page, '#/settings/calendar');
    await page.locator('#set-part').selectOption('holidays');
    expect(await page.locator('.notice').textContent()).toContain('2027 年的节假日还没有填');
    const first = '#set-holidays-daysOff-first';
    await page.locator(first).fill('2027-01-01');
    await page.locator('#set-holidays-daysOff-last').fill('2027-01-03');
    await page.getByRole('button', { name: '加上放假' }).press('Enter');
    await page.locator('#set-holidays-horizon').fill('2027-12-31');
    expect(await changesOf(page).allTextContents()).toEqual([
      expect.stringMatching(/加上 2027 1 月 1 日 至 1 月 3 日，3 天/),
      expect.stringMatching(/2026-12-31.*2027-12-31/),
    ]);
    await page.locator('.set-cols .btn-main').press('Enter');
    await page.waitForSelector('.set-sentence');
    await page.locator('#settings-name').fill('2027 年元旦');
    await page.locator('#settings-reason').fill('国务院通知');
    await page.locator('#settings-reason').press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('main .good');
    const { holidays } = (await show('calendar')).content;
    expect(holidays.daysOff.slice(-3)).toEqual(['2027-01-01', '2027-01-02', '2027-01-03']);
    expect(holidays.horizon).toBe('2027-12-31');
    await expect.poll(() => page.locator('.notice').textContent()).toContain('节假日填到 2027');
    await context.close();
  });
});

describe('channels in the form', () => {
  it('are put in another order without their settings being shown or lost', async () => {
    const settings = { from: 'a-sender-of-the-station' };
    const content = {
      channels: [
        { name: 'duty', kind: 'webhook', settings },
        { name: 'chief', kind: 'webhook' },
      ],
      routes: [{ to: ['guard', 'officer', 'chief', 'district'], channels: ['duty', 'chief'] }],
    };
    const { version } = await show('channels');
    const seen = version === undefined ? {} : { expectedVersion: version };
    const body = { content, name: '两个', reason: '试', ...seen };
    expect((await client.ask('POST /v1/office/channels', { bearer, body })).status).toBe(200);
    const { page, context } = await at.signedIn(people.chief);
    await goTo(page, '#/settings/channels');
    await page.waitForSelector('.set-form');
    expect(await page.locator('main').textContent()).not.toContain(settings.from);
    await openField(page, 'routes', '#set-routes-0-channels-0');
    await page.locator('#set-routes-0-channels-0').selectOption({ label: 'chief' });
    await page.locator('#set-routes-0-channels-1').selectOption({ label: 'duty' });
    await look(page);
    await page.waitForSelector('.set-cols .hint');
    await page.locator('#settings-name').fill('先找所长');
    await page.locator('#settings-reason').fill('值班群太吵');
    await publishButton(page).click();
    await page.waitForSelector('main .good');
    const after = (await show('channels')).content;
    expect(after.channels).toEqual(content.channels);
    expect(after.routes[0].channels).toEqual(['chief', 'duty']);
    await context.close();
  });
});

describe('who is no chief', () => {
  it('reads the promises in words, and finds nothing to change', async () => {
    const { page, context } = await at.signedIn(people.officer);
    await goTo(page, '#/settings/policy');
    await page.waitForSelector('.said-field');
    expect(await page.locator('main :is(input, textarea)').count()).toBe(0);
    expect(await page.locator('main .btn-main').count()).toBe(0);
    expect(await page.locator('.set-form').textContent()).toContain('首次回复');
    await context.close();
  });
});

const looks = [
  { locale: 'zh-CN', colorScheme: 'light', width: 390, letters: 100 },
  { locale: 'en', colorScheme: 'dark', width: 1280, letters: 100 },
  { locale: 'en', colorScheme: 'light', width: 390, letters: 100 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 1280, letters: 100 },
  { locale: 'zh-CN', colorScheme: 'light', width: 320, letters: 200 },
  { locale: 'en', colorScheme: 'dark', width: 320, letters: 200 },
] as const;

const parts = {
  policy: ['dispute', 'escalations-P0', 'general'],
  calendar: ['hours', 'holidays'],
  channels: ['routes', 'channels'],
} as const;

describe.each(looks)(
  'the settings in $locale, $colorScheme, $width px wide with letters of $letters %',
  ({ locale, colorScheme, width, letters }) => {
    it('have nothing that axe finds, targets for a finger, and fit', async () => {
      const options = { locale, colorScheme, viewport: { width, height: 844 }, bypassCSP: true };
      const { page, context } = await at.signedIn(people.chief, options);
      await page.addStyleTag({ content: `html{font-size:${letters}%!important}` });
      const found: string[] = [];
      const measure = async (what: string): Promise<void> => {
        const small = await smallTargets(page, 44);
        const faults = [...(await violations(page)), ...small, ...(await overflowing(page))];
        found.push(...faults.map((fault) => `${what}: ${fault}`));
      };
      for (const [kind, groups] of Object.entries(parts)) {
        await goTo(page, `#/settings/${kind}`);
        await page.waitForSelector('.set-form');
        for (const part of groups) {
          await page.locator('#set-part').selectOption(part);
          await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true })`);
          await measure(`${kind} ${part}`);
        }
      }
      await goTo(page, '#/settings/policy');
      await openField(page, 'lost-item', answer);
      await page.locator(answer).fill('');
      await openField(page, 'dispute', respond);
      await page.locator(respond).fill('1');
      await look(page);
      await page.waitForSelector('.refusal');
      await measure('a refusal');
      await context.close();
      expect(found).toEqual([]);
    });
  },
);
