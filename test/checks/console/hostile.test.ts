import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openapi } from '../../../web/docs/openapi.ts';
import { launch, telephone } from '../../browser/chromium.ts';
import { overflowing } from '../../browser/measures.ts';
import { addressFor, type ConsoleSite, consoleSite } from './console-site.ts';
import { filledFields, hostileTexts, type Written, writeEverywhere } from './hostile-texts.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Screens that show what somebody wrote, and what is there once they are ready. */
const screens = ({ open, answered, transferred }: Written): readonly (readonly [string, string])[] => [
  ['#/board/open', '.case'],
  ...[open, answered, transferred].map((id) => [`#/case/${id}`, '.story'] as const),
  ['#/brief', '.goals'],
  ['#/stats/month', '.rates .rate'],
  ['#/people', '.people li'],
  ['#/places', '.buildings li'],
  ['#/templates', 'main .btn'],
  ['#/faq', 'main li'],
  ...['policy', 'calendar', 'channels'].map((kind) => [`#/settings/${kind}`, 'main .btn'] as const),
];

/** Markup that came out of a text, and texts whose direction reaches beyond them. */
const escaped = `(() => {
  const made = [...document.querySelectorAll('img[src="x"], [onerror], [onfocus], body script:not([src])')];
  const open = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    // As the standard pairs them: embeddings and overrides end with U+202C, isolates with U+2069.
    const count = (controls) => (node.nodeValue.match(controls) ?? []).length;
    const isClosed =
      count(/[\\u202a\\u202b\\u202d\\u202e]/g) === count(/\\u202c/g) && count(/[\\u2066-\\u2068]/g) === count(/\\u2069/g);
    const isApart = node.parentElement.closest('bdi, [dir=auto]') !== null;
    if (!isClosed && !isApart) open.push('not closed: ' + node.parentElement.outerHTML.slice(0, 120));
  }
  return [...made.map((one) => one.outerHTML.slice(0, 120)), ...open, ...(window.wasHit ? ['a script ran'] : [])];
})()`;

async function faultsOn(page: Page, here: ConsoleSite, written: Written): Promise<readonly string[]> {
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error}`));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  await page.addInitScript('window.hit = () => { window.wasHit = true; }');
  await page.goto(addressFor(here, 'chief', '#/station'));
  await page.waitForSelector('.nav');
  for (const [hash, ready] of screens(written)) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.waitForSelector(ready);
    for (const media of ['screen', 'print'] as const) {
      await page.emulateMedia({ media });
      const found = await page.evaluate<readonly string[]>(escaped);
      faults.push(...found.map((fault) => `${hash}, ${media}: ${fault}`));
    }
    await page.emulateMedia({ media: 'screen' });
    faults.push(...(await overflowing(page)).map((fault) => `${hash}: does not fit: ${fault}`));
  }
  return faults;
}

describe.each(hostileTexts)('$what in every field', (text) => {
  it('is words and nothing else on every screen, on paper and in a spreadsheet', async () => {
    const here = await consoleSite();
    const context = await browser.newContext({ ...telephone, locale: 'zh-CN' });
    try {
      const written = await writeEverywhere(here, text);
      expect(await faultsOn(await context.newPage(), here, written)).toEqual([]);
      const query = { from: '2026-01-01', to: '2026-12-31', by: 'assignee', format: 'csv' };
      const { text: csv } = await here.rig.as('chief', 'GET /v1/office/stats', { query });
      expect(csv.split(/\r\n|,/).filter((cell) => /^"?[=+\-@＝＋－＠\t]/.test(cell))).toEqual([]);
    } finally {
      await context.close();
      await here.close();
    }
  });
});

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly maxLength?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface ApiDocument {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>
    >
  >;
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** Fields of a request in which people write: neither chosen from a list nor of a fixed form. */
function fieldsWithWords(): readonly string[] {
  const { paths, components } = JSON.parse(JSON.stringify(openapi())) as ApiDocument;
  const found = new Set<string>();
  const walk = (schema: Schema, path: string): void => {
    const named = schema.$ref?.split('/').at(-1) ?? '';
    const part = components.schemas?.[named] ?? schema;
    for (const one of [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])]) walk(one, path);
    const isFixed = ['enum', 'const', 'pattern', 'format'].some((name) => name in part);
    if (part.type === 'string' && !isFixed && part.maxLength !== undefined) found.add(path);
    for (const [name, one] of Object.entries(part.properties ?? {}))
      walk(one, path.endsWith(' ') ? path + name : `${path}.${name}`);
    if (part.items !== undefined) walk(part.items, `${path}[]`);
  };
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { requestBody }] of Object.entries(methods)) {
      const json = requestBody?.content['application/json'];
      if (json !== undefined) walk(json.schema, `${method.toUpperCase()} ${path} `);
    }
  return [...found];
}

/** What is written there is read by the machine, and shown to nobody as it was typed. */
const readByMachine = /contact\.(phone|mail)$|proofOfWork$| cursor$| phone$|notices to$|webhooks url$/;

it('leaves out no field of the API that takes words', () => {
  expect(fieldsWithWords().filter((field) => !filledFields.has(field) && !readByMachine.test(field))).toEqual(
    [],
  );
});
