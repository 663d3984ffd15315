import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { reported } from '../http/door.ts';
import { launch, telephone } from './chromium.ts';
import { overflowing, smallTargets, violations } from './measures.ts';
import { type Site, site } from './site.ts';

let browser: Browser;
let large: Browser;

beforeAll(async () => {
  // The second reader has set letters of twice the size in the browser's own settings.
  [browser, large] = await Promise.all([launch(), launch('--blink-settings=defaultFontSize=32')]);
});
afterAll(() => Promise.all([browser, large].map((one) => one?.close())));

/** A page in a state, as a resident gets to it. */
const states: Readonly<Record<string, (page: Page, here: Site, query: string) => Promise<unknown>>> = {
  form: (page, { origin }, query) => page.goto(`${origin}/q/b3-1${query}`),
  'form of a missing person': async (page, { origin }, query) => {
    await page.goto(`${origin}/q/b3-1${query}`);
    await page.check('#t-missing');
  },
  'form with errors': async (page, { origin }, query) => {
    await page.goto(`${origin}/q/b3-1${query}`);
    await page.fill('#phone', '138 0000 552');
    await page.click('#send');
  },
  receipt: async (page, { origin, rig }, query) => {
    const { token } = await reported(rig);
    await page.goto(`${origin}/t/${token}${query}`);
  },
  'late matter': async (page, { origin, rig }, query) => {
    const { token } = await reported(rig);
    (rig.world.system as SeededSystem).pass(2 * HOUR + 12 * MINUTE);
    await page.goto(`${origin}/t/${token}${query}`);
    await page.click('summary >> nth=0');
  },
  'solved matter': async (page, { origin, rig }, query) => {
    const { token, id } = await reported(rig);
    await solve(rig, id);
    await page.goto(`${origin}/t/${token}${query}`);
  },
  'sensitive matter': async (page, { origin, rig }, query) => {
    const { token } = await reported(rig, { type: 'lost-person', details: {}, contact: { name: '李' } });
    await page.goto(`${origin}/t/${token}${query}`);
  },
  'page that is not there': (page, { origin }, query) => page.goto(`${origin}/t/${'A'.repeat(32)}${query}`),
};

async function solve(rig: Site['rig'], id: string): Promise<void> {
  const moves = [
    { move: 'start' },
    { move: 'resolve', outcome: 'returned', text: '手机已在保安岗找到，请带身份证来领取' },
  ];
  for (const [index, move] of moves.entries()) {
    const body = { expectedVersion: index + 1, ...move };
    const done = await rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path: { id }, body });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  }
}

/** Opens a state in a window of its own, and closes all of it afterwards. */
async function seen<T>(
  state: string,
  query: string,
  look: (page: Page, here: Site) => Promise<T>,
  { by = browser, ...options }: BrowserContextOptions & { readonly by?: Browser } = {},
): Promise<T> {
  const here = await site();
  const context = await by.newContext({ ...telephone, bypassCSP: true, locale: 'zh-CN', ...options });
  try {
    const page = await context.newPage();
    await states[state]?.(page, here, query);
    return await look(page, here);
  } finally {
    await context.close();
    await here.close();
  }
}

const ways = ['', '?lang=en', '?size=l'] as const;
const everyState = Object.keys(states);
const everyWay = everyState.flatMap((state) => ways.map((query) => ({ state, query })));

describe.each(everyWay)('the $state, $query', ({ state, query }) => {
  const isLarge = query === '?size=l';

  test('has nothing that axe finds, by day and by night, and targets that a thumb hits', async () => {
    const found = await seen(state, query, async (page) => {
      const byDay = await violations(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      return { byDay, byNight: await violations(page), small: await smallTargets(page, isLarge ? 60 : 48) };
    });
    expect(found).toEqual({ byDay: [], byNight: [], small: [] });
  });

  test('fits a window of 320 px with letters of twice the size', async () => {
    const found = await seen(state, query, overflowing, { by: large, viewport: { width: 320, height: 640 } });
    expect(found).toEqual([]);
  });
});

describe('the pages', () => {
  test('that are broken on purpose are noticed', async () => {
    const found = await seen('form', '', async (page) => {
      await page.evaluate(
        `document.querySelector('label[for=what]').remove(); document.querySelector('#send').style.cssText = 'height:20px;width:20px;min-height:0;font-size:1px;margin-left:2000px'`,
      );
      return [await violations(page), await smallTargets(page, 48), await overflowing(page)];
    });
    for (const list of found) expect(list).not.toEqual([]);
  });

  test.each(everyState)('load nothing and complain of nothing: the %s', async (state) => {
    const complaints: string[] = [];
    const here = await site();
    const context = await browser.newContext({ ...telephone });
    const page = await context.newPage();
    let requests = 0;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      // A worker of the page's own text comes from nowhere else.
      requests += request.url().startsWith('blob:') ? 0 : 1;
    });
    await states[state]?.(page, here, '');
    await context.close();
    await here.close();
    // A page that says that something is wrong is logged by its status, and by nothing else.
    expect(complaints.filter((text) => !/status of (404|422)/.test(text))).toEqual([]);
    expect(requests).toBe(state === 'form with errors' ? 2 : 1);
  });

  test('have letters that an old man can read', async () => {
    const letters = `(() => { const { fontSize, lineHeight } = getComputedStyle(document.body); return [parseFloat(fontSize), parseFloat(lineHeight) / parseFloat(fontSize)]; })()`;
    const [normal, line] = await seen('form', '', (page) => page.evaluate<[number, number]>(letters));
    const [bigger] = await seen('form', '?size=l', (page) => page.evaluate<[number, number]>(letters));
    expect(normal).toBeGreaterThanOrEqual(18);
    expect(bigger).toBeGreaterThanOrEqual(22);
    expect(line).toBeGreaterThanOrEqual(1.5);
  });
});

describe('the form', () => {
  test('that comes back has the focus on what is wrong, and its links lead there', async () => {
    await seen('form with errors', '', async (page) => {
      expect(await page.evaluate('document.activeElement.id')).toBe('errors');
      await page.click('#errors a[href="#phone"]');
      expect(await page.evaluate('document.activeElement.id')).toBe('phone');
    });
  });

  test('is sent by the keyboard alone in 20 steps at most, and the focus is always to be seen', async () => {
    await seen('form', '', async (page) => {
      const visible = `(() => { const one = document.activeElement; const shown = one.classList.contains('pick') ? one.nextElementSibling : one; return getComputedStyle(shown).outlineStyle; })()`;
      let steps = 0;
      while ((await page.evaluate('document.activeElement.id')) !== 'send' && steps <= 20) {
        await page.keyboard.press('Tab');
        steps += 1;
        expect(await page.evaluate(visible)).toBe('solid');
      }
      expect(steps).toBeLessThanOrEqual(20);
    });
  });

  test('shows what is chosen in forced colours too', async () => {
    const options = { forcedColors: 'active', reducedMotion: 'reduce' } as const;
    const width = (id: string) => `getComputedStyle(document.querySelector('label[for=${id}]')).borderWidth`;
    const look = (page: Page) => page.evaluate(`[${width('t-missing')}, ${width('t-lost')}]`);
    expect(await seen('form of a missing person', '', look, options)).toEqual(['4px', '2px']);
  });

  test('asks what the chosen tile asks and nothing else, without a script', async () => {
    const look = async (page: Page) => [
      await page.locator('.ask-missing a[href="tel:110"]').isVisible(),
      await page.locator('.ask-lost').isVisible(),
    ];
    expect(await seen('form of a missing person', '', look, { javaScriptEnabled: false })).toEqual([
      true,
      false,
    ]);
  });
});

describe.each([
  { lang: 'zh-CN', solved: '没解决，重新办理', dissatisfied: '不满意' },
  { lang: 'en', solved: 'Not solved, take it up again', dissatisfied: 'Not satisfied' },
])('without a script, in $lang', ({ lang, solved, dissatisfied }) => {
  test('a matter goes from the wall to its receipt, to an answer, a rating, and “not solved”', async () => {
    const here = await site();
    const context = await browser.newContext({ ...telephone, javaScriptEnabled: false, locale: lang });
    const page = await context.newPage();
    await page.goto(`${here.origin}/q/b3-1`);
    await page.check('#t-lost');
    await page.check('input[name="lost.item"][value=phone]');
    await page.fill('#what', 'HUAWEI, black');
    await page.click('#send');
    expect(page.url()).toContain('/t/');
    expect(await page.locator('.by').isVisible()).toBe(true);

    await page.click('summary >> nth=0');
    await page.fill('#message', 'RED CASE');
    await page.click('details[open] button');
    expect(await page.locator('.steps').textContent()).toContain('RED CASE');

    const rows = await here.rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
    const id = rows.body.rows[0].caseId;
    for (const move of [
      { move: 'start' },
      { move: 'resolve', outcome: 'returned', text: 'FOUND AT THE GUARD POST' },
    ]) {
      const { body: found } = await here.rig.as('chief', 'GET /v1/office/cases/{id}', { path: { id } });
      const body = { expectedVersion: found.version, ...move };
      await here.rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path: { id }, body });
    }
    await page.reload();
    expect(await page.locator('.done').textContent()).toContain('FOUND AT THE GUARD POST');
    await page.getByRole('button', { name: dissatisfied, exact: true }).click();
    await page.locator('summary', { hasText: solved }).click();
    await page.locator('details[open] button', { hasText: /./ }).first().click();
    expect(await page.locator('.clock').isVisible()).toBe(true);
    await context.close();
    await here.close();
  });
});
