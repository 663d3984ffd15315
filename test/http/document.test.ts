import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemCodes } from '../../shared/http/problem.ts';
import { routes } from '../../shared/http/routes.ts';
import { problem } from '../../shared/http/shapes/problem.ts';
import { answersOf, PROBLEM_TYPE, requestOf } from '../../web/docs/contract.ts';
import { examples } from '../../web/docs/examples.ts';
import { openapi } from '../../web/docs/openapi.ts';
import { operations } from '../../web/docs/operations.ts';
import { problemExamples } from '../../web/docs/problem-examples.ts';
import { writeApiDocument } from '../../web/docs/write-api-document.ts';
import { http, origin } from './http-api.ts';

let dir: string;
let page: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'huiying-document-'));
  await writeApiDocument(dir);
  page = await readFile(join(dir, 'docs.html'), 'utf8');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const document = openapi();
type Operation = {
  readonly security?: unknown;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
};
const operationOf = ({ path, method }: { path: string; method: string }) =>
  (document.paths?.[path] as unknown as Record<string, Operation> | undefined)?.[method.toLowerCase()];

describe('the document', () => {
  test('is OpenAPI 3.1 and the same file each time it is made', async () => {
    expect(document.openapi).toMatch(/^3\.1/);
    expect(await readFile(join(dir, 'openapi.json'), 'utf8')).toBe(JSON.stringify(openapi()));
  });

  test('has every route of the catalogue and no other', () => {
    const listed = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
  });

  test.each(routes)('$id names its parameters, its token and its problems', (route) => {
    const operation = operationOf(route);
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const documented =
      operation?.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? [];
    expect(documented).toEqual(inPath);
    expect(operation?.security).toEqual(route.access === 'staff' ? [{ staff: [] }] : undefined);
    const statuses = Object.keys(operation?.responses ?? {});
    expect(statuses).toEqual(expect.arrayContaining(['500', '503']));
    expect(statuses.includes('401')).toBe(route.access === 'staff');
  });

  test('gives no warning in spectral, the linter of client makers', async () => {
    const linter = new spectral.Spectral();
    // The two packages declare the same type twice.
    linter.setRuleset({ extends: [[oas as RulesetDefinition, 'recommended']] });
    const found = await linter.run(JSON.stringify(document));
    expect(found.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`)).toEqual([]);
  });

  test('names each operation by an identifier of its own, so that clients get functions that can be read', () => {
    const ids = Object.values(operations).map(({ operationId }) => operationId);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(routes)(
    '$id has an example of each body and each JSON answer, which its schema reads',
    ({ id }) => {
      const { body, form } = requestOf(id);
      const { body: bodies = {}, answers: shown = {} } = examples[id];
      const schema = body ?? form;
      expect(Object.keys(bodies).length > 0).toBe(schema !== undefined);
      for (const [name, value] of Object.entries(bodies)) {
        expect(schema?.safeParse(value).error?.issues, `${name}, a body`).toBeUndefined();
      }
      for (const [status, answer] of Object.entries(answersOf(id))) {
        if (Number(status) >= 400) continue;
        const values = Object.entries(shown[Number(status)] ?? {});
        expect(values.length > 0, `${status} has an example`).toBe(
          answer.schema !== undefined || answer.type === 'application/json',
        );
        for (const [name, value] of values) {
          expect(answer.schema?.safeParse(value).error?.issues, `${name}, ${status}`).toBeUndefined();
        }
      }
    },
  );

  test('has an example of every problem that is answered as JSON', () => {
    for (const { value } of problemExamples) expect(problem.safeParse(value).success).toBe(true);
    const statuses = routes.flatMap(({ id }) =>
      Object.entries(answersOf(id)).flatMap(([status, { type }]) =>
        type === PROBLEM_TYPE ? [Number(status)] : [],
      ),
    );
    expect([...new Set(statuses)].toSorted()).toEqual(problemExamples.map(({ status }) => status).toSorted());
  });

  test('says of every operation that too many requests are turned away', () => {
    for (const { id } of routes) expect(Object.keys(answersOf(id))).toContain('429');
  });

  test('refers to no schema that it does not have', () => {
    const named = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const shapes = Object.keys(document.components?.schemas ?? {});
    expect(named.map(([, name]) => name).filter((name) => !shapes.includes(name ?? ''))).toEqual([]);
  });

  test('forbids unknown fields where requests with them are refused', () => {
    expect(JSON.stringify(document.paths?.['/v1/cases'])).toContain('"additionalProperties":false');
  });
});

describe('the page', () => {
  test('has an anchor for every route and for every problem, whose type leads there', () => {
    for (const code of problemCodes) expect(page).toContain(`<tr id="${code}">`);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
    expect(targets).toHaveLength(routes.length);
    for (const target of targets) expect(page).toContain(`id="${target}"`);
  });

  test('loads nothing, runs nothing, and its one style is the one its policy allows', async () => {
    const { headers } = await (await http()).ask('GET /docs');
    const policy = String(headers['content-security-policy']);
    expect(headers['content-type']).toMatch(/^text\/html/);
    // Addresses stand in examples, as text.
    const markup = page.replaceAll(/<code>[^<]*<\/code>/g, '');
    expect(markup).not.toMatch(/<script|<link|<img|<iframe|style=|\son\w+=|https?:\/\//i);
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)];
    expect(styles).toHaveLength(1);
    const bytes = new TextEncoder().encode(styles[0]?.[1]);
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64');
    expect(policy).toContain(`style-src 'sha256-${digest}'`);
    expect(policy).toContain("default-src 'none'");
  });

  test('has every id once', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('document and page are served from the files next to the bundle, with the address of this server', async () => {
  const { ask } = await http();
  expect((await ask('GET /openapi.json')).text).toBe(`the file openapi.json of ${origin}`);
  expect((await ask('GET /docs')).text).toBe(`the file docs.html of ${origin}`);
  expect((await ask('GET /health')).body).toEqual({ status: 'ok' });
});
