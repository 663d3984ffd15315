import type { Page } from 'playwright-core';
import { overflowing, smallTargets, violations } from '../../browser/measures.ts';
import { atMost, type Bar } from '../bar.ts';
import type { Measure } from '../check.ts';
import type { ConsoleRender } from './console-render.ts';
import type { OpenConsole } from './open-console.ts';
import { reader, resident } from './what-is-said.ts';

/** A check of every screen of the console. */
export interface ConsoleCheck {
  readonly number: number;
  readonly title: string;
  readonly bar: Bar;
  readonly appliesTo?: (render: ConsoleRender) => boolean;
  faults(open: OpenConsole): Promise<readonly string[]>;
}

const isLarge = ({ frame }: ConsoleRender): boolean => frame === '320 px at 200 % font size';
const isPseudo = ({ language }: ConsoleRender): boolean => language === 'pseudo';

/** What stands in the page itself instead of a file of ours, and a policy that lets more in. */
function openIn(html: string, policy: string): readonly string[] {
  const blocks = html.match(/<style|<script(?![^>]*\ssrc="\/office\/)/g) ?? [];
  const handlers = html.match(/<[^>]*\s(on\w+|style)=/g) ?? [];
  const isStrict = policy.includes("default-src 'none'") && !/unsafe|\*|http:/.test(policy);
  return [...blocks, ...handlers, ...(isStrict ? [] : [`policy: ${policy}`])];
}

/** Looks once more where something was found: an answer that has just come moves what stands below it. */
async function atRest(
  page: Page,
  find: (page: Page) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found = await find(page);
  if (found.length === 0) return found;
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  return find(page);
}

/** Each control that the keyboard comes to, and whether its focus is seen. */
const focusNow = `(() => { const one = document.activeElement;
  if (one === null || one === document.body || one.id === 'main') return '';
  const shown = one.matches('.choice input') ? one.nextElementSibling : one;
  return getComputedStyle(shown).outlineStyle === 'none' ? one.outerHTML.slice(0, 100) : ''; })()`;
const STEPS = 15;

/** Pictures by what says the same in words: a table in the same part of the screen, or a label with its numbers. */
const unexplained = `[...document.querySelectorAll('.plan, svg.chart, .days[role=img]')]
  .filter((one) => {
    const label = one.getAttribute('aria-label') ?? '';
    if (one.matches('.days')) return !/\\d/.test(label);
    // Where there is nothing, there is no table of it.
    const counts = one.matches('.plan') ? [...one.querySelectorAll('b')].map((count) => count.textContent) : label.match(/\\d+/g) ?? [];
    return one.closest('section')?.querySelector('table') === null && !counts.every((count) => count === '0');
  })
  .map((one) => one.outerHTML.slice(0, 80))`;

export const consolePageChecks: readonly ConsoleCheck[] = [
  {
    ...{ number: 8, title: 'Console: targets below 44 px', bar: atMost(0) },
    appliesTo: (render) => !isPseudo(render),
    faults: ({ page }) => atRest(page, (at) => smallTargets(at, 44)),
  },
  {
    ...{ number: 10, title: 'Console: parts that do not fit, down to 320 px at 200 %', bar: atMost(0) },
    appliesTo: (render) => !isPseudo(render),
    faults: ({ page }) => atRest(page, overflowing),
  },
  {
    ...{ number: 25, title: 'Console: parts that do not fit in a language 40 % longer', bar: atMost(0) },
    appliesTo: (render) => isPseudo(render) && !isLarge(render),
    faults: ({ page }) => atRest(page, overflowing),
  },
  {
    ...{ number: 25, title: 'Console: Chinese on English screens', bar: atMost(0) },
    appliesTo: ({ language }) => language === 'en',
    faults: reader.chinese,
  },
  {
    ...{ number: 29, title: 'Console: pictures without a table or a text', bar: atMost(0) },
    faults: ({ page }) => page.evaluate<readonly string[]>(unexplained),
  },
  {
    ...{ number: 30, title: 'Console: what the content policy does not vouch for', bar: atMost(0) },
    faults: async ({ html, headers }) => openIn(html, headers['content-security-policy'] ?? ''),
  },
  {
    ...{ number: 30, title: 'Console: complaints of the browser', bar: atMost(0) },
    // What a state is about is written there too: no network, a fault of the service, and what is not theirs.
    faults: async ({ browserMessages }) =>
      browserMessages.filter(
        (text) => !/status of (401|403|404|422|500)|ERR_INTERNET_DISCONNECTED/.test(text),
      ),
  },
  {
    ...{ number: 33, title: 'Console: telephone numbers before they were asked for', bar: atMost(0) },
    faults: resident.exposed,
  },
  {
    ...{ number: 19, title: 'Console: steps at which the focus is not to be seen', bar: atMost(0) },
    appliesTo: ({ frame, language }) => frame === '1280 px' && language !== 'en',
    async faults({ page }) {
      const unseen: string[] = [];
      for (let step = 0; step < STEPS; step += 1) {
        await page.keyboard.press('Tab');
        unseen.push(await page.evaluate<string>(focusNow));
      }
      return unseen.filter((one) => one !== '');
    },
  },
  {
    ...{ number: 6, title: 'Console: what axe finds', bar: atMost(0) },
    // axe is slow and depends neither on the size of letters nor on the length of sentences.
    appliesTo: (render) => !isLarge(render) && !isPseudo(render),
    faults: ({ page }) => violations(page),
  },
];

export interface ConsoleReading extends Measure {
  readonly check: ConsoleCheck;
  readonly faults: readonly string[];
}

/** Runs the checks that apply to a screen on one visit of it. */
export async function readConsole(open: OpenConsole): Promise<readonly ConsoleReading[]> {
  const read: ConsoleReading[] = [];
  for (const check of consolePageChecks) {
    if (check.appliesTo?.(open.render) === false) continue;
    const faults = await check.faults(open);
    read.push({ check, value: faults.length, faults });
  }
  return read;
}
