import { expect, it } from 'vitest';
import { overflowing, smallTargets, violations } from '../../../browser/measures.ts';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, narrow, openCase, people, wide } from './desk.ts';

const { run, client } = await sharedStack();
const at = await desks(run.origin);

/** A locked escape route that a resident has reported. */
async function reported(n: number, what: string) {
  const token = trackingToken(n);
  const contact = { phone: '138 0013 8000', name: '王女士' };
  const body = { place: 'b03-1', type: 'hazard', what, contact, details: { kind: 'other' }, token };
  const { reference } = (await client.ask('POST /v1/cases', { body })).body;
  return client.idOf(reference, await client.tokenOf('officer'));
}

const read = async (id: string) =>
  (await client.ask('GET /v1/office/cases/{id}', { bearer: await client.tokenOf('officer'), path: { id } }))
    .body;

it.each([
  ['by keyboard', { ...wide, bypassCSP: true }, 1],
  ['by touch', { ...narrow, bypassCSP: true, locale: 'en', colorScheme: 'dark' } as const, 4],
] as const)(
  'shows two cases that may be the same side by side, %s, and links them or remembers that they are not',
  async (how, options, n) => {
    const first = await reported(n, `防火门锁着 ${n}`);
    const other = await reported(n + 1, `楼梯间堆着纸箱 ${n}`);
    const second = await reported(n + 2, `我也看到防火门锁了 ${n}`);
    const bearer = await client.tokenOf('officer');
    for (const id of [first, other])
      await client.ask('POST /v1/office/cases/{id}/moves', {
        bearer,
        path: { id },
        body: { move: 'start', expectedVersion: 1 },
      });
    const { page, context } = await at.signedIn(people.officer, options);
    const press = async (selector: string, index = 0): Promise<void> => {
      const button = page.locator(selector).nth(index);
      await (how === 'by keyboard' ? button.press('Enter') : button.tap());
    };
    await openCase(page, second);
    await page.waitForSelector('.maybe');
    const texts = async (): Promise<readonly string[]> => page.locator('.maybe').allTextContents();
    const of = async (reference: string): Promise<number> =>
      (await texts()).findIndex((text) => text.replaceAll(' ', '').includes(reference));
    const { reference: notThis } = await read(other);
    const { reference: this_ } = await read(first);

    // Not the same: it is proposed no more, also after a reload.
    await page
      .locator('.maybe')
      .nth(await of(notThis))
      .locator('button')
      .nth(1)
      .click();
    await page.reload();
    await page.waitForSelector('.maybe');
    expect(await of(notThis)).toBe(-1);

    const button = page
      .locator('.maybe')
      .nth(await of(this_))
      .locator('button')
      .first();
    await (how === 'by keyboard' ? button.press('Enter') : button.tap());
    await page.waitForSelector('.both');
    const both = (await page.locator('.both').textContent()) ?? '';
    for (const shown of [`防火门锁着 ${n}`, `我也看到防火门锁了 ${n}`, '王女士', '138 **** 8000'])
      expect(both).toContain(shown);
    expect([
      ...(await violations(page)),
      ...(await smallTargets(page, 44)),
      ...(await overflowing(page)),
    ]).toEqual([]);
    await press('dialog .btn-main');
    await expect.poll(async () => (await read(second)).status).toBe('duplicate');
    expect((await read(second)).duplicateOf).toBe(first);
    await page.waitForSelector('dialog', { state: 'detached' });

    // What is linked can be looked at side by side as well.
    await goTo(page, `#/case/${first}`);
    await page.waitForSelector('#same');
    await press('section[aria-labelledby=same] li:not(.maybe) button');
    await page.waitForSelector('.both');
    expect(await page.locator('dialog .btn-main').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await context.close();
  },
);

it('fits 320 px with text of 200 %', async () => {
  const first = await reported(10, '防火门锁着，一楼东侧，钥匙在物业那里，他们说明天来开'.repeat(2));
  const second = await reported(11, '防火门又锁了');
  await client.ask('POST /v1/office/cases/{id}/moves', {
    bearer: await client.tokenOf('officer'),
    path: { id: first },
    body: { move: 'start', expectedVersion: 1 },
  });
  const { page, context } = await at.signedIn(people.officer, {
    viewport: { width: 320, height: 800 },
    bypassCSP: true,
  });
  await page.addStyleTag({ content: 'html{font-size:200%!important}' });
  await openCase(page, second);
  await page.locator('.maybe button').first().click();
  await page.waitForSelector('.both');
  expect(await overflowing(page)).toEqual([]);
  await context.close();
});
