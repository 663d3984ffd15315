import { expect, test } from 'vitest';
import { http } from '../http/http-api.ts';
import { expectLinksToResolve, readable, residents, titleOf } from './pages.ts';

const open = async (query = {}, headers = {}) => (await residents()).ask('GET /', { query, headers });

test('the bare address says what this is, with the emergency numbers before anything else', async () => {
  const { status, text } = await open();
  expect(status).toBe(200);
  expect(titleOf(text)).toBe('社区警务室求助网页');
  const order = [
    'tel:110',
    'tel:119',
    'tel:120',
    '<main',
    '二维码',
    'tel:09312660110',
    '/receipt',
    '工作人员',
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places[0]).toBeGreaterThan(0);
  expectLinksToResolve(text);
});

test('it leads to nothing that is not there', async () => {
  const { ask } = await residents();
  const { text } = await ask('GET /');
  const links = [...text.matchAll(/href="(?!tel:|data:|#|\?)([^"]+)"/g)].map(([, link]) => link);
  expect(links).toEqual(['/receipt']);
  expect((await ask('GET /receipt')).status).toBe(200);
});

test('it is read in the language of the browser or the chosen one, and keeps the choice', async () => {
  const english = await open({}, { 'accept-language': 'en' });
  expect(readable(english.text)).toContain('Scan the code on the wall');
  expect(readable(english.text)).toContain('Qinghe Lane police room');
  const chosen = await open({ lang: 'en', size: 'l' });
  expect(chosen.text).toContain('<html lang="en" class="large">');
  expect(chosen.text).toContain('href="/receipt?lang=en&amp;size=l"');
});

test('it is small and cached, and says when nothing changed', async () => {
  const { headers, text } = await open();
  expect(headers).toMatchObject({ 'cache-control': 'public, max-age=3600' });
  expect(headers.vary).toBe('accept-language, accept-encoding');
  expect(text).not.toContain('<script');
  const compressed = await open({}, { 'accept-encoding': 'br' });
  expect(Buffer.from(compressed.text, 'base64').length).toBeLessThan(4000);
  const unchanged = await open({}, { 'if-none-match': String(headers.etag) });
  expect(unchanged.status).toBe(304);
  // A cache takes over these headers of a 304.
  expect(unchanged.headers['cache-control']).toBe(headers['cache-control']);
  expect(unchanged.headers.vary).toBe(headers.vary);
});

test('it is there before any station has a name', async () => {
  const { status, text } = await (await http()).ask('GET /');
  expect(status).toBe(200);
  expect(text).not.toContain('<ul>');
});
