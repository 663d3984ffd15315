import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { launch } from '../../browser/chromium.ts';
import { overflowing, smallTargets, violations } from '../../browser/measures.ts';
import { atLeast, atMost } from '../bar.ts';
import { type JourneyCheck, journeyCheck, type Reading } from '../check.ts';
import { texts } from '../sample-texts.ts';
import { newerInConsole } from './console-age.ts';
import type { ConsoleRender } from './console-render.ts';
import { builtConsole } from './console-site.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

const atDesk: ConsoleRender = { state: 'case, full', language: 'zh-CN', theme: 'light', frame: '1280 px' };

/** Opens a state in a browser of its own. */
async function onState<T>(render: ConsoleRender, use: (open: OpenConsole) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    return await openConsole(browser, render, use);
  } finally {
    await browser.close();
  }
}

const faulty = (where: string, faults: readonly string[]): Reading => ({
  where,
  value: faults.length,
  faults,
});

/** A field without a label, and a button that is too small, off screen and illegible. */
const breakScreen = `document.querySelector('label[for=box-note]').remove();
  document.querySelector('#box-note').placeholder = '';
  document.querySelector('.box.reply .btn-main').style.cssText = 'height:20px;width:20px;min-height:0;font-size:1px;margin-left:3000px'`;

const detectors = { axe: violations, targets: (page: Page) => smallTargets(page, 44), overflow: overflowing };

const broken = journeyCheck({
  number: 7,
  title: 'Console: found on a screen that is broken on purpose',
  bar: atLeast(1),
  measure: () =>
    onState(atDesk, async ({ page }) => {
      await page.evaluate(breakScreen);
      const readings: Reading[] = [];
      for (const [where, find] of Object.entries(detectors))
        readings.push({ where, value: (await find(page)).length });
      return readings;
    }),
});

const weight = journeyCheck({
  number: 2,
  title: 'Console: first script, compressed',
  bar: atMost(60, 'KB'),
  async measure() {
    const files = await builtConsole();
    const first = JSON.parse(files.get('entries.json') ?? '{}').script as string;
    const wanted = new Set([first]);
    // What a script imports at once is loaded with it.
    for (const name of wanted)
      for (const [, other = ''] of (files.get(name) ?? '').matchAll(/(?:from|import)"\.\/([^"]+)"/g))
        wanted.add(other);
    const bytes = [...wanted].reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0);
    return [{ where: `${wanted.size} files`, value: Math.round((bytes / 1024) * 10) / 10 }];
  },
});

const age = journeyCheck({
  number: 26,
  title: 'Console: what Chrome 92 or Safari 15.4 has not',
  bar: atMost(0),
  async measure() {
    const files = [...(await builtConsole())].filter(([name]) => /\.(js|css)$/.test(name));
    return Promise.all(files.map(async ([name, text]) => faulty(name, await newerInConsole(name, text))));
  },
});

/** The style of a box: what tells it from the other one without its colours. */
const boxLook = (look: string) => `(() => {
  const box = document.querySelector('.box.${look}'); const button = box.querySelector('[type=submit]');
  const { borderStyle } = getComputedStyle(box);
  const { backgroundColor } = getComputedStyle(box.querySelector('.box-h'));
  return { border: borderStyle, fill: backgroundColor, icon: box.querySelector('svg').innerHTML,
    label: box.querySelector('.box-h').textContent, button: button.textContent,
    buttonFill: getComputedStyle(button).backgroundColor }; })()`;

type Look = Readonly<Record<string, string>>;

/** What is the same at both boxes and must not be. In forced colours all fills are the system's. */
async function alike(page: Page, isForced: boolean): Promise<readonly string[]> {
  const [reply, note] = [
    await page.evaluate<Look>(boxLook('reply')),
    await page.evaluate<Look>(boxLook('inote')),
  ];
  return Object.keys(reply)
    .filter((part) => !(isForced && /fill/i.test(part)))
    .filter((part) => reply[part] === note[part]);
}

const boxes = journeyCheck({
  number: 32,
  title: 'Console: parts of the reply and the note that are alike, and notes that go out',
  bar: atMost(0),
  measure: () =>
    onState(atDesk, async ({ page, here, day }) => {
      const usual = await alike(page, false);
      await page.emulateMedia({ forcedColors: 'active' });
      const forced = await alike(page, true);
      await page.emulateMedia({ forcedColors: 'none' });
      // Each box posts what is in it, whatever stands in the other one.
      await page.fill('#box-reply', texts['zh-CN'].looking);
      await page.fill('#box-note', texts['zh-CN'].question);
      const sent = page.waitForResponse((response) => response.url().endsWith('/moves'));
      await page.press('#box-note', 'Control+Enter');
      await sent;
      const path = { id: day.lost };
      const { body } = await here.rig.as('officer', 'GET /v1/office/cases/{id}', { path });
      const replied = JSON.stringify(body.history).includes('"replied"');
      const kept = await page.inputValue('#box-reply');
      return [
        faulty('usual colours', usual),
        faulty('forced colours', forced),
        faulty('Ctrl+Enter in the note', [
          ...(replied ? ['it sent the reply'] : []),
          ...(kept === texts['zh-CN'].looking ? [] : ['the reply was lost']),
        ]),
      ];
    }),
});

const line = journeyCheck({
  number: 31,
  title: 'Console: between the minutes drawn and the promise, and cuts that count',
  bar: atMost(0, 'min'),
  async measure() {
    const readings: Reading[] = [];
    for (const state of ['case, full', 'case, waiting for the resident', 'case, late']) {
      readings.push(
        await onState({ ...atDesk, state }, async ({ page, here, day }) => {
          await page.waitForSelector('.why');
          const drawn = await page.evaluate<number>(
            "[...document.querySelectorAll('.days .seg')].reduce((sum, one) => sum + Number(one.dataset.minutes), 0)",
          );
          const id = state.includes('waiting') ? day.waiting : day.lost;
          const { body } = await here.rig.as('officer', 'GET /v1/office/cases/{id}/clock', { path: { id } });
          const [first] = body.clocks
            .filter((clock: { state: string }) => clock.state !== 'met')
            .sort((one: { promiseAt: string }, other: { promiseAt: string }) =>
              one.promiseAt < other.promiseAt ? -1 : 1,
            );
          const work: readonly { from: string; to: string }[] = first?.work ?? [];
          const ends = work.at(-1)?.to === first?.promiseAt ? 0 : 1;
          const value = first?.work === undefined ? 0 : Math.abs(drawn - first.workingMinutes) + ends;
          return { where: state, value };
        }),
      );
    }
    return readings;
  },
});

/** What waits and then is there at once, in one step, moves nothing. */
const moving = `(() => {
  const moves = (one) => !one.effect.getKeyframes().every(({ easing }) => /^step/.test(easing));
  const found = [...document.querySelectorAll('*')]
  .filter((one) => getComputedStyle(one).transitionDuration.split(', ').some((time) => parseFloat(time) > 0))
  .map((one) => one.outerHTML.slice(0, 80))
  .concat(document.getAnimations().filter(moves).map((one) => one.animationName ?? 'an animation'));
  return found; })()`;

/** Where a person is, and what is chosen: it has a border that the others have not. */
const unmarked = `[['.nav a[aria-current]', '.nav a:not([aria-current])'], ['.tabs a[aria-current]', '.tabs a:not([aria-current])']]
  .filter(([on, off]) => { const [one, other] = [on, off].map((name) => document.querySelector(name));
    if (one === null || other === null) return false;
    const look = (it) => ['borderBottom', 'borderTop', 'outline', 'fontWeight', 'textDecoration'].map((part) => getComputedStyle(it)[part]).join();
    return look(one) === look(other); }).map(([on]) => on)`;

const preferences = journeyCheck({
  number: 20,
  title: 'Console: what is chosen and not seen in forced colours, and what moves for who wants no motion',
  bar: atMost(0),
  async measure() {
    const readings: Reading[] = [];
    for (const state of ['work list, full', 'numbers, full', 'case, full', 'new case, full']) {
      readings.push(
        await onState({ ...atDesk, state }, async ({ page }) => {
          await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
          return faulty(state, [
            ...(await page.evaluate<readonly string[]>(unmarked)),
            ...(await page.evaluate<readonly string[]>(moving)),
          ]);
        }),
      );
    }
    return readings;
  },
});

const keys = journeyCheck({
  number: 19,
  title: 'Console: keys that do something in a text field',
  bar: atMost(0),
  measure: () =>
    onState(atDesk, async ({ page }) => {
      const readings: Reading[] = [];
      for (const field of ['#box-reply', '#box-note']) {
        const before = page.url();
        await page.locator(field).pressSequentially('jkaret/?');
        readings.push(
          faulty(field, [
            ...((await page.inputValue(field)) === 'jkaret/?' ? [] : ['a letter was lost']),
            ...(page.url() === before ? [] : ['it led elsewhere']),
            ...((await page.locator('dialog').count()) === 0 ? [] : ['a dialog opened']),
          ]),
        );
      }
      return readings;
    }),
});

const reads = journeyCheck({
  number: 33,
  title: 'Console: readings of a secret case that are not on record once',
  bar: atMost(0),
  measure: () =>
    onState({ ...atDesk, state: 'case, of a person who is not named' }, async ({ page, here, day }) => {
      const path = { id: day.secret };
      const readings = async (): Promise<number> => {
        const { body } = await here.rig.as('chief', 'GET /v1/office/cases/{id}/reads', { path });
        return body.reads.filter(({ person }: { person: string }) => person === 'p-officer').length;
      };
      const before = await readings();
      const answered = page.waitForResponse((response) => response.url().endsWith('/reveal'));
      await page.locator('.facts .btn-quiet').first().click();
      await answered;
      return [
        { where: 'a case of a secret source, before anything is asked for', value: before },
        { where: 'a case of a secret source, who reported it', value: Math.abs((await readings()) - 1) },
      ];
    }),
});

/** Checks of the console that are measured once and not per screen. */
export const consoleJourneys = (): readonly JourneyCheck[] => [
  weight,
  broken,
  keys,
  preferences,
  age,
  line,
  boxes,
  reads,
];
