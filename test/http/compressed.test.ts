import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { compressed, encodingFor } from '../../shared/http/compressed.ts';
import type { HttpResult } from '../../shared/http/http-result.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP', 'gzip'],
  ['br;q=0.5, gzip', 'gzip'],
  ['gzip;q=0.8, br;q=0.8', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['*', 'br'],
  ['*;q=0.1, br;q=0', 'gzip'],
  ['identity', undefined],
  ['identity, gzip;q=0.5', undefined],
  ['identity;q=0.5, gzip;q=0.5', 'gzip'],
  ['identity;q=0, *;q=0', undefined],
  ['gzip;q=high', 'gzip'],
  ['x-gzip, brotli, deflate', undefined],
])('Accept-Encoding %j is answered with %s', (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding);
});

const page = '事事有人管，件件有回应。'.repeat(200);
const answer = (type: string, body = page) => ({ statusCode: 200, headers: { 'content-type': type }, body });
const bytesOf = ({ body = '' }: HttpResult) => Buffer.from(body, 'base64');

describe('an answer', () => {
  it('is the same text in each encoding, and names it', () => {
    const br = compressed(answer('text/html; charset=utf-8'), 'br');
    const gzip = compressed(answer('text/html; charset=utf-8'), 'gzip');
    expect(brotliDecompressSync(bytesOf(br)).toString()).toBe(page);
    expect(gunzipSync(bytesOf(gzip)).toString()).toBe(page);
    expect([br, gzip].map(({ headers }) => headers?.['content-encoding'])).toEqual(['br', 'gzip']);
  });

  it.each([
    'application/json; charset=utf-8',
    'application/problem+json',
    'text/html',
    'application/jwt+json',
  ])('of type %s is compressed, and varies by what is accepted', (type) => {
    expect(compressed(answer(type), 'br').headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'accept-encoding',
    });
    expect(compressed(answer(type), undefined)).toMatchObject({
      body: page,
      headers: { vary: 'accept-encoding' },
    });
  });

  it('that is short is not compressed', () => {
    expect(compressed(answer('text/html', 'x'.repeat(1399)), 'br')).not.toHaveProperty('isBase64Encoded');
  });

  it('that varies by more keeps saying so', () => {
    const found = {
      ...answer('text/html'),
      headers: { 'content-type': 'text/html', vary: 'accept-language' },
    };
    expect(compressed(found, 'br').headers?.vary).toBe('accept-language, accept-encoding');
  });

  it('that is a picture, or that says that nothing changed, is left as it is', () => {
    const picture = { ...answer('image/jpeg'), isBase64Encoded: true };
    expect(compressed(picture, 'br')).toBe(picture);
    const unchanged = { statusCode: 304, headers: { etag: 'W/"x"' } };
    expect(compressed(unchanged, 'br')).toEqual({
      ...unchanged,
      headers: { etag: 'W/"x"', vary: 'accept-encoding' },
    });
  });
});
