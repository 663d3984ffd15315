import { describe, expect, it } from 'vitest';
import { overflowing, smallTargets, violations } from '../../../browser/measures.ts';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, narrow, openCase, people } from './desk.ts';

// A Monday, 10:00 at the station.
const { run, client } = await sharedStack({ startAt: Date.UTC(2026, 10, 23, 2) });
const at = await desks(run.origin);

const bearer = await client.tokenOf('chief');

const entryOf = async (person: string) =>
  (await client.ask('GET /v1/office/people', { bearer })).body.people.find(
    (one: { readonly person: string }) => one.person === person,
  );
const places = async () => (await client.ask('GET /v1/office/places', { bearer })).body.places;

describe('the people of the station', () => {
  it('are changed by a chief only after the warnings of a preview', async () => {
    const { page, context } = await at.signedIn(people.chief);
    await goTo(page, '#/people');
    await page.getByRole('button', { name: `排休假 ${people.officer}` }).click();
    await page.locator('#absence-from-0').fill('2026-12-01');
    await page.locator('#absence-to-0').fill('2026-12-05');
    await page.locator('#absence-deputy-0').selectOption('');
    await page.locator('dialog .btn-main').click();
    await page.waitForSelector('dialog .warnings li');
    expect(await page.locator('dialog .warnings').textContent()).toContain('12');
    expect((await entryOf('p-officer-li')).absences).toEqual([]);

    // Another deputy is another change, of which the warnings are not known yet.
    await page.locator('#absence-deputy-0').selectOption('p-chief-zhao');
    expect(await page.locator('dialog .warnings').count()).toBe(0);
    await page.locator('dialog .btn-main').click();
    await page.waitForSelector('dialog :is(.warnings, .good)');
    await page.locator('dialog .btn-main').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    const { absences } = await entryOf('p-officer-li');
    expect(absences).toEqual([{ from: '2026-12-01', to: '2026-12-05', deputy: 'p-chief-zhao' }]);
    await expect
      .poll(() =>
        page
          .locator('.people li', { has: page.getByRole('button', { name: `修改 ${people.officer}` }) })
          .textContent(),
      )
      .toContain('12 月 1 日');
    await context.close();
  });

  it('are entered and struck by a chief', async () => {
    const { page, context } = await at.signedIn(people.chief, narrow);
    await goTo(page, '#/people');
    await page.getByRole('button', { name: '登记一个人' }).tap();
    await page.locator('#person-id').fill('p-officer-lin');
    await page.locator('#person-name').fill('林警官');
    await page.locator('#platform-phone').fill('13800001111');
    await page.locator('dialog .btn-main').tap();
    // The API says what is wrong with a field, there.
    await page.waitForSelector('#platform-phone-error');
    await page.locator('#platform-phone').fill('+8613800001111');
    await page.locator('dialog .btn-main').tap();
    await page.waitForSelector('dialog :is(.warnings, .good)');
    expect(await entryOf('p-officer-lin')).toBeUndefined();
    await page.locator('dialog .btn-main').tap();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await entryOf('p-officer-lin')).toMatchObject({
      displayName: '林警官',
      platforms: { phone: '+8613800001111' },
    });

    await page.getByRole('button', { name: '除名 林警官' }).tap();
    await page.locator('dialog .btn-main').tap();
    await page.waitForSelector('dialog :is(.warnings, .good)');
    await page.locator('dialog .btn-main').tap();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await entryOf('p-officer-lin')).toBeUndefined();
    await context.close();
  });
});

describe('a place', () => {
  it('gets a new code with a reason, and its poster opens in a tab of its own', async () => {
    const [{ place: before }] = await places();
    const { page, context } = await at.signedIn(people.chief);
    await goTo(page, '#/places');
    const entrance = page.locator('.buildings li').first();
    await entrance.getByRole('button', { name: '换码' }).click();
    await page.locator('#code-reason').fill('海报被人盖了');
    await page.locator('dialog .btn-main').click();
    await page.waitForSelector('dialog [role=status]');
    const opened = context.waitForEvent('page');
    await page.locator('dialog .btn', { hasText: '打开海报' }).click();
    const poster = await opened;
    await poster.waitForURL(/\/posters\//);
    await poster.waitForSelector('svg');
    await poster.close();
    await page.locator('dialog .btn-quiet').click();
    const [first] = await places();
    expect(first).toMatchObject({ renewed: { from: before, reason: '海报被人盖了', by: 'p-chief-zhao' } });
    await expect.poll(() => entrance.textContent()).toContain('海报被人盖了');
    await context.close();
  });
});

describe('a reply template', () => {
  it('is written by a chief, and one tap puts it into the reply to a case of its type', async () => {
    const { page: chiefs, context } = await at.signedIn(people.chief);
    await goTo(chiefs, '#/templates');
    await chiefs.getByRole('button', { name: '再加一条' }).click();
    await chiefs.locator('#template-title-0').fill('在找');
    await chiefs.locator('#template-text-0').fill('我们正在调监控。');
    await chiefs.locator('.template summary').click();
    await chiefs.locator('.template .choice', { hasText: '东西丢了' }).first().click();
    await chiefs.locator('main .btn-main').click();
    await chiefs.waitForSelector('main .good');
    await context.close();

    const body = { place: 'b03-1', what: '黑色手机', details: { item: 'phone' }, type: 'lost-item' };
    const token = trackingToken(1);
    const { reference } = (await client.ask('POST /v1/cases', { body: { ...body, token } })).body;
    const desk = await at.signedIn(people.officer, narrow);
    await openCase(desk.page, await client.idOf(reference, bearer));
    await desk.page.locator('#box-reply').fill('王女士，');
    await desk.page.locator('.quick button', { hasText: '在找' }).tap();
    expect(await desk.page.locator('#box-reply').inputValue()).toBe('王女士，\n我们正在调监控。');
    await desk.context.close();
  });
});

describe('an officer', () => {
  it('reads about people and places, and finds nothing to change', async () => {
    const { page, context } = await at.signedIn(people.officer);
    await goTo(page, '#/people');
    await page.waitForSelector('.people li');
    expect(await page.locator('main button').count()).toBe(0);
    await goTo(page, '#/places');
    await page.waitForSelector('.buildings li');
    expect(await page.locator('main button', { hasText: '海报' }).count()).toBeGreaterThan(1);
    expect(await page.locator('main button', { hasText: '换码' }).count()).toBe(0);
    await context.close();
  });
});

/** Each screen, what is there once it is ready, and the button that opens its dialog. */
const screens = [
  ['#/station', '.doors', undefined],
  ['#/people', '.people li', '.people li .btn'],
  ['#/people', '.people li', 'main > .row .btn'],
  ['#/places', '.buildings li', '.buildings .btn-quiet'],
  ['#/templates', '.template', undefined],
] as const;

const looks = [
  { locale: 'zh-CN', colorScheme: 'light', width: 390, letters: 100 },
  { locale: 'en', colorScheme: 'dark', width: 1280, letters: 100 },
  { locale: 'zh-CN', colorScheme: 'light', width: 320, letters: 200 },
] as const;

describe.each(looks)(
  'the screens of the station in $locale, $colorScheme, $width px wide with letters of $letters %',
  ({ locale, colorScheme, width, letters }) => {
    it('have nothing that axe finds, targets for a finger, and fit', async () => {
      const options = { locale, colorScheme, viewport: { width, height: 844 }, bypassCSP: true };
      const { page, context } = await at.signedIn(people.chief, options);
      await page.addStyleTag({ content: `html{font-size:${letters}%!important}` });
      const found: string[] = [];
      const look = async (what: string): Promise<void> => {
        const faults = [
          ...(await violations(page)),
          ...(await smallTargets(page, 44)),
          ...(await overflowing(page)),
        ];
        found.push(...faults.map((fault) => `${what}: ${fault}`));
      };
      for (const [hash, ready, opener] of screens) {
        await goTo(page, hash);
        await page.waitForSelector(ready);
        await look(hash);
        if (opener === undefined) continue;
        await page.locator(opener).first().click();
        await page.waitForSelector('dialog[open]');
        await look(`${hash} ${opener}`);
        await page.locator('dialog .btn-quiet', { hasText: /取消|Cancel/ }).click();
      }
      await context.close();
      expect(found).toEqual([]);
    });
  },
);
