import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { consoleWords } from '../../../../shared/locales/zh-cn/console.ts';
import { trackingToken } from '../client.ts';
import type { sharedStack } from '../stack.ts';
import { type desks, people } from './desk.ts';
import type { Hand } from './hands.ts';

type Stack = Awaited<ReturnType<typeof sharedStack>>;
type Desks = Awaited<ReturnType<typeof desks>>;

const { moves: moveNames } = consoleWords;
const said = { reply: '正在调电梯监控', ask: '手机是什么颜色的？', answer: '黑色，屏幕有裂' };

/** Signs in through the issuer's page by hand. */
export async function enter(page: Page, hand: Hand, person: string): Promise<void> {
  await page.goto('/office');
  await hand.press(page.locator('.door .btn-main'));
  await hand.press(page.getByRole('button', { name: person }));
  await page.waitForSelector('.nav');
}

const menu = (page: Page, name: string) => page.locator('.nav a', { hasText: name });

/** The rates of this month as they stand on the dashboard. */
async function rates(page: Page, hand: Hand, { run }: Stack): Promise<readonly string[]> {
  await run.settle();
  await hand.press(menu(page, consoleWords.shell.stats));
  await hand.press(page.locator('.tabs a', { hasText: consoleWords.stats.spans.month }));
  await page.waitForSelector(`.tabs a[aria-current]:has-text("${consoleWords.stats.spans.month}")`);
  // The numbers of another span go before those of this one come.
  let shown: readonly string[] = [];
  await expect
    .poll(async () => {
      shown = await page.locator('.rates .rate').allTextContents();
      return shown.length;
    })
    .toBeGreaterThan(4);
  return shown;
}

/**
 * A case of a day: it is overdue, is taken, answered, and asked about; the resident answers on the page of the case in a second
 * window; it is resolved, rated badly, and reopened, and the rates say so.
 */
export async function goRound(
  stack: Stack,
  hand: Hand,
  { page, context }: Awaited<ReturnType<Desks['open']>>,
): Promise<void> {
  const { client } = stack;
  const token = trackingToken(1);
  const body = {
    place: 'b03-1',
    type: 'lost-item',
    what: '黑色手机，落在电梯里了',
    details: { item: 'phone' },
    token,
  };
  const { reference } = (await client.ask('POST /v1/cases', { body })).body;
  const bearer = await client.tokenOf('officer');
  const id = await client.idOf(reference, bearer);
  const statusIs = (status: string) =>
    expect
      .poll(async () => (await client.ask('GET /v1/office/cases/{id}', { bearer, path: { id } })).body.status)
      .toBe(status);
  // Two hours are its promise.
  await client.jump(150);

  await enter(page, hand, people.officer);
  const before = await rates(page, hand, stack);

  await hand.press(menu(page, consoleWords.shell.board));
  await hand.press(page.locator('.tabs a', { hasText: consoleWords.board.views.overdue }));
  const row = page.locator(`#row-${id}`);
  await row.waitFor();
  expect(await row.locator('.due.late').count()).toBe(1);
  await hand.press(row);
  await page.waitForSelector(`.story >> text=${body.what}`);
  await hand.press(page.locator('.moves .btn-main'));
  await expect.poll(() => page.locator('.story').textContent()).toContain(people.officer);

  await hand.write(page.locator('#box-reply'), said.reply);
  await hand.press(page.locator('.box.reply [type=submit]'));
  await expect.poll(() => page.locator('.said.out').allTextContents()).toContain(said.reply);

  await hand.press(page.locator('.moves li button', { hasText: moveNames['ask-resident'] }));
  await hand.write(page.locator('#move-text'), said.ask);
  await hand.press(page.locator('dialog .btn-main'));
  await statusIs('waiting-resident');

  const resident = await context.newPage();
  await resident.goto(`/t/${token}`);
  expect(await resident.locator('body').textContent()).toContain(said.ask);
  const box = resident.locator('#message');
  if (!(await box.isVisible())) await hand.press(resident.locator('#actions summary').first());
  await hand.write(box, said.answer);
  await hand.press(resident.locator('form:has(#message) button').first());
  await statusIs('in-progress');

  await page.bringToFront();
  await expect.poll(() => page.locator('.story').textContent()).toContain(said.answer);
  await hand.press(page.locator('.moves button', { hasText: moveNames.resolve }).first());
  await hand.choose(page.locator('#move-outcome'), 'returned');
  await hand.write(page.locator('#move-text'), '手机找到了，请来警务室取。');
  await hand.press(page.locator('dialog .btn-main'));
  await statusIs('resolved');

  await resident.bringToFront();
  await resident.reload();
  await hand.press(resident.getByRole('button', { name: '不满意', exact: true }));
  await page.bringToFront();
  await expect.poll(() => page.locator('.facts').allTextContents().then(String)).toContain('不满意');
  await rates(page, hand, stack);
  // What was shown before stands there until the new answer has come.
  const satisfaction = page.locator('.rates .rate').nth(2);
  await expect.poll(() => satisfaction.textContent()).toContain('0%');
  expect(before[2]).not.toContain('0%');

  await hand.press(menu(page, consoleWords.shell.search));
  await hand.write(page.locator('#search-text'), reference);
  await hand.press(page.locator('search .btn-main'));
  await hand.press(page.locator('.moves li button', { hasText: moveNames.reopen }));
  await hand.write(page.locator('#move-text'), '居民说不是他的手机');
  await hand.press(page.locator('dialog .btn-main'));
  await statusIs('reopened');
  await rates(page, hand, stack);
  await expect.poll(() => page.locator('.rates .rate').allTextContents()).not.toEqual(before);
  await resident.close();
}

/** What each role sees on the screen of a case, by the moves that the API allows it, and what it may not see at all. */
export async function seeByRole(stack: Stack, hand: Hand, at: Desks, options: object): Promise<void> {
  const { client } = stack;
  const chief = await client.tokenOf('chief');
  const { rows } = (
    await client.ask('GET /v1/office/cases', { bearer: chief, query: { view: 'open', limit: '100' } })
  ).body;
  const idOf = (type: string): string => rows.find((row: { type: string }) => row.type === type).caseId;
  for (const role of ['guard', 'officer', 'chief', 'auditor'] as const) {
    const { page, context } = await at.open(options as never);
    await enter(page, hand, people[role]);
    const links = await page.locator('.nav a').allTextContents();
    expect(links.includes(consoleWords.shell.stats), role).toBe(role !== 'guard');
    expect(links.includes(consoleWords.shell.walkIn), role).toBe(role !== 'auditor');
    const bearer = await client.tokenOf(role);
    for (const type of ['lost-item', 'lead', 'hazard']) {
      const path = { id: idOf(type) };
      const { status, body } = await client.ask('GET /v1/office/cases/{id}', { bearer, path });
      await page.goto(`/office#/case/${path.id}`);
      if (status === 404) {
        await page.waitForSelector('.alert');
        expect(await page.locator('.story, .boxes').count(), `${role} ${type}`).toBe(0);
        continue;
      }
      await page.waitForSelector('.story');
      const shown = (await page.locator('.moves button b, .moves .btn-main').allTextContents()).map((text) =>
        text.trim(),
      );
      const allowed = body.moves.map((move: keyof typeof moveNames) => moveNames[move]);
      expect(
        shown.filter((name) => !allowed.includes(name)),
        `${role} ${type}`,
      ).toEqual([]);
      expect(await page.locator('.box.reply').count()).toBe(body.moves.includes('reply') ? 1 : 0);
      expect(await page.locator('.box.inote').count()).toBe(body.moves.includes('note') ? 1 : 0);
      expect(await page.locator('.tel').count()).toBe(body.contact?.phone === undefined ? 0 : 1);
    }
    await page.goto('/office#/people');
    await page.waitForSelector('.people li');
    expect((await page.locator('main button').count()) > 0, role).toBe(role === 'chief');
    await context.close();
  }
}
