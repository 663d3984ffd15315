import { describe, expect, it } from 'vitest';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, narrow, openCase, people, pressFor, signIn, wide } from './desk.ts';

const { run, client } = await sharedStack();
const at = await desks(run.origin);

/** A lost telephone that a resident has reported; its number, id and secret link. */
async function reported(n: number, what = '黑色手机，落在电梯里了') {
  const token = trackingToken(n);
  const body = { place: 'b03-1', type: 'lost-item', what, details: { item: 'phone' }, token };
  const { reference } = (await client.ask('POST /v1/cases', { body })).body;
  const id = await client.idOf(reference, await client.tokenOf('officer'));
  return { reference, id, token };
}

const readCase = async (id: string) =>
  (await client.ask('GET /v1/office/cases/{id}', { bearer: await client.tokenOf('officer'), path: { id } }))
    .body;

const moveByChief = async (id: string, move: { readonly move: string; readonly text: string }) =>
  client.ask('POST /v1/office/cases/{id}/moves', {
    bearer: await client.tokenOf('chief'),
    path: { id },
    body: { ...move, expectedVersion: 1 },
  });

describe('a case at the console', () => {
  it('goes by keyboard alone from the report to a bad rating and back to work', async () => {
    const { reference, id, token } = await reported(1);
    const { page, context } = await at.signedIn(people.officer);
    const { keyboard } = page;

    await pressFor(page, '/', '#search-text');
    await page.waitForSelector('#search-text:focus');
    await keyboard.type(reference);
    await keyboard.press('Enter');
    await page.waitForSelector('.story');

    await pressFor(page, 'a', 'dialog[open]');
    await page.locator('dialog .btn-main').press('Enter');
    await expect.poll(async () => (await readCase(id)).status).toBe('acknowledged');

    await page.waitForSelector('dialog', { state: 'detached' });
    await pressFor(page, 'r', '#box-reply:focus');
    await keyboard.type('正在调电梯监控');
    await keyboard.press('Control+Enter');
    await expect.poll(async () => (await readCase(id)).status).toBe('in-progress');
    await expect.poll(() => page.locator('.said.out').allTextContents()).toContain('正在调电梯监控');

    await page.locator('.moves li button', { hasText: '请居民补充' }).press('Enter');
    await page.locator('dialog textarea').fill('手机是什么颜色的？');
    await page.locator('dialog .btn-main').press('Enter');
    await expect.poll(async () => (await readCase(id)).status).toBe('waiting-resident');

    const resident = await context.newPage();
    await resident.goto(`/t/${token}`);
    await resident.locator('textarea').first().fill('黑色，屏幕有裂');
    await resident.locator('textarea').first().press('Tab');
    await client.ask('POST /v1/track/{token}/messages', {
      path: { token },
      body: { text: '黑色，屏幕有裂' },
    });
    await resident.close();

    await expect.poll(async () => (await readCase(id)).status).toBe('in-progress');
    await page.reload();
    await page.waitForSelector('.story');
    expect(await page.locator('.story').textContent()).toContain('黑色，屏幕有裂');

    await pressFor(page, 'e', 'dialog[open]');
    await page.locator('#move-outcome').selectOption('returned');
    await page.locator('#move-text').fill('手机找到了，请来警务室取。');
    await page.locator('#move-text').press('Tab');
    await keyboard.press('Enter');
    await expect.poll(async () => (await readCase(id)).status).toBe('resolved');

    await client.ask('POST /v1/track/{token}/rating', {
      path: { token },
      body: { rating: 'dissatisfied', text: '不是我的手机' },
    });
    await page.reload();
    await page.waitForSelector('.story');
    expect(await page.locator('.facts').textContent()).toContain('不满意');
    await page.locator('.moves li button', { hasText: '重新办理' }).press('Enter');
    await page.locator('#move-text').fill('居民说不是他的手机');
    await page.locator('dialog .btn-main').press('Enter');
    await expect.poll(async () => (await readCase(id)).status).toBe('reopened');
    await context.close();
  });

  it('can be taken and answered by touch, and what was typed outlives a reload', async () => {
    const { id } = await reported(2);
    const { page, context } = await at.signedIn(people.officer, narrow);
    await openCase(page, id);
    await page.locator('.moves .btn-main').tap();
    await expect.poll(async () => (await readCase(id)).status).toBe('acknowledged');
    await page.locator('#box-reply').fill('我们在找');
    await page.reload();
    await page.waitForSelector('.story');
    expect(await page.locator('#box-reply').inputValue()).toBe('我们在找');
    await page.locator('.box.reply .btn-main').tap();
    await expect.poll(async () => (await readCase(id)).status).toBe('in-progress');
    expect(await page.locator('#box-reply').inputValue()).toBe('');
    await context.close();
  });
});

describe('nothing that was typed is lost', () => {
  it('when somebody else was faster: both see who did what, and the text is sent only after a look', async () => {
    const { id } = await reported(3);
    const first = await at.signedIn(people.officer);
    const second = await at.signedIn(people.chief);
    for (const { page } of [first, second]) await openCase(page, id);
    await first.page.locator('#box-reply').fill('我去看监控');
    await second.page.locator('#box-reply').fill('已经联系物业');
    await second.page.locator('.box.reply .btn-main').click();
    await expect.poll(async () => (await readCase(id)).version).toBe(2);

    await first.page.locator('.box.reply .btn-main').click();
    await first.page.waitForSelector('.box.reply .alert');
    expect(await first.page.locator('.box.reply .alert').textContent()).toContain('赵所长');
    expect(await first.page.locator('#box-reply').inputValue()).toBe('我去看监控');
    expect((await readCase(id)).version).toBe(2);

    await first.page.locator('.box.reply .alert .btn').click();
    await first.page.locator('.box.reply .btn-main').click();
    await expect.poll(async () => (await readCase(id)).version).toBe(3);
    for (const { context } of [first, second]) await context.close();
  });

  it('when the network goes away: it waits, says so, and goes out by itself once', async () => {
    const { id } = await reported(4);
    const { page, context } = await at.signedIn(people.officer);
    await openCase(page, id);
    await page.locator('#box-reply').fill('断网时写的');
    await context.setOffline(true);
    await page.locator('.box.reply .btn-main').click();
    await page.waitForSelector('.offline');
    expect((await readCase(id)).version).toBe(1);
    await context.setOffline(false);
    await expect.poll(async () => (await readCase(id)).version).toBe(2);
    await page.waitForSelector('.offline', { state: 'detached' });
    expect(
      (await readCase(id)).texts.filter(({ text }: { text?: string }) => text === '断网时写的'),
    ).toHaveLength(1);
    await context.close();
  });

  it('when somebody else wrote while the network was away: the text is back in its box, and why is said', async () => {
    const { id } = await reported(9);
    const { page, context } = await at.signedIn(people.officer);
    await openCase(page, id);
    await page.locator('#box-reply').fill('断网时的回复');
    await context.setOffline(true);
    await page.locator('.box.reply .btn-main').click();
    await page.waitForSelector('.offline');
    await moveByChief(id, { move: 'note', text: '所长的备注' });
    await context.setOffline(false);
    await page.waitForSelector('.refused .alert');
    expect(await page.locator('#box-reply').inputValue()).toBe('断网时的回复');
    expect((await readCase(id)).version).toBe(2);
    await page.reload();
    await page.locator('.refused button').click();
    await page.waitForSelector('.refused', { state: 'detached' });
    await context.close();
  });

  it('when the sign-in runs out, and when the tab is closed', async () => {
    const { id } = await reported(5);
    const { page, context } = await at.signedIn(people.officer);
    await openCase(page, id);
    await page.locator('#box-note').fill('先别回，等所长');
    await page.evaluate(
      `sessionStorage.setItem('huiying.session', JSON.stringify({ bearer: 'run.out.long-ago' }))`,
    );
    await page.reload();
    // The issuer remembers who it was.
    await page.locator('dialog .btn-main').click();
    await page.waitForSelector('.story');
    expect(await page.locator('#box-note').inputValue()).toBe('先别回，等所长');
    await page.close();

    const again = await context.newPage();
    await again.goto(`/office#/case/${id}`);
    await again.locator('.btn-main').click();
    await again.waitForSelector('.story');
    expect(await again.locator('#box-note').inputValue()).toBe('先别回，等所长');
    await context.close();
  });
});

describe('on a shared machine', () => {
  it('signing out leaves nothing of a person, and the next one finds no word of it', async () => {
    const { id } = await reported(6);
    const { page, context } = await at.signedIn(people.officer);
    await openCase(page, id);
    await page.locator('#box-note').fill('只给我自己看的');
    await goTo(page, '#/station');
    await page.locator('button', { hasText: '退出登录' }).click();
    // The issuer asks whether to end its own session too.
    await page.locator('button[name=logout]').click();
    await page.waitForURL(/\/office/);
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toMatch(
      /只给我自己看的|p-officer-li|bearer/,
    );
    await signIn(page, people.chief);
    await openCase(page, id);
    expect(await page.locator('#box-note').inputValue()).toBe('');
    await context.close();
  });
});

describe('each sees what the API lets them see', () => {
  it('an auditor reads and does nothing; a guard has no search by telephone', async () => {
    const { id } = await reported(7);
    const auditor = await at.signedIn(people.auditor);
    await openCase(auditor.page, id);
    expect(await auditor.page.locator('.boxes, .moves li').count()).toBe(0);
    expect(await auditor.page.locator('.nav a', { hasText: '代登记' }).count()).toBe(0);
    const guard = await at.signedIn(people.guard);
    await goTo(guard.page, '#/search');
    await guard.page.waitForSelector('#search-text');
    expect(await guard.page.locator('main').textContent()).toContain('按电话找，只有民警和所长可以');
    for (const { context } of [auditor, guard]) await context.close();
  });

  it('a case that does not exist and one that is not theirs look alike', async () => {
    const { page, context } = await at.signedIn(people.guard);
    await goTo(page, `#/case/c${'a'.repeat(25)}`);
    await page.waitForSelector('.alert');
    expect(await page.locator('.alert').textContent()).toBe('没有这一件，或者不归您看。');
    await context.close();
  });
});

describe('what people write stays text', () => {
  it.each([
    '<img src=x onerror=alert(1)><script>alert(1)</script>',
    '\u202e反过来写的 abc',
    '=cmd|calc!A1',
    '😀'.repeat(900),
  ])('%s', async (hostile) => {
    const { id } = await reported(20 + hostile.length, `${hostile} 手机`);
    const { page, context } = await at.signedIn(people.officer, wide);
    page.on('dialog', () => expect.unreachable('a text ran'));
    await openCase(page, id);
    expect(await page.locator('.story img, .story script').count()).toBe(0);
    const direction = "getComputedStyle(document.querySelector('.said')).unicodeBidi";
    expect(await page.evaluate(direction)).toBe('isolate');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await context.close();
  });
});

describe('somebody at the desk', () => {
  it('is taken in with three fields, and gets a number and a code to scan', async () => {
    const { page, context } = await at.signedIn(people.guard, narrow);
    await goTo(page, '#/new');
    await page.locator('#new-place').selectOption('b03-1');
    await page.locator('#new-type').selectOption('lost-item');
    await page.locator('#new-what').fill('老人的拐杖落在大厅');
    await page.locator('label.choice', { hasText: '其他' }).first().click();
    await page.locator('form .btn-main').tap();
    await page.waitForSelector('.receipt');
    const number = (await page.locator('.plate-number').textContent())?.replace(' ', '');
    expect(number).toMatch(/^\d{7}$/);
    expect(await page.locator('svg.qr').count()).toBe(1);
    const bearer = await client.tokenOf('officer');
    const { body } = await client.ask('GET /v1/office/cases', { bearer, query: { reference: number ?? '' } });
    expect(body.rows).toHaveLength(1);
    await context.close();
  });

  it('is asked again for what is missing, in the reader’s language, and nothing is lost', async () => {
    const { page, context } = await at.signedIn(people.guard, { ...wide, locale: 'en' });
    await goTo(page, '#/new');
    await page.locator('#new-what').fill('a stick was found');
    await page.locator('form .btn-main').click();
    await page.waitForSelector('.err');
    expect(await page.locator('.err').allTextContents()).toHaveLength(2);
    expect(await page.locator('#new-what').inputValue()).toBe('a stick was found');
    await context.close();
  });
});
