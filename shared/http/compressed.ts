import { gzipSync } from 'node:zlib';
import type { HttpResult } from './http-result.ts';

/** Below this, a packet is a packet. */
const BYTES_MIN = 1400;

/**
 * The same answer for one bar of signal: the gateway compresses nothing, and a page is a quarter of its size when
 * it is. What is reflected in a page never stands beside a secret that outlives the page.
 */
export function compressed(result: HttpResult, acceptEncoding: string | undefined): HttpResult {
  const { body = '', headers } = result;
  if (!/\bgzip\b/i.test(acceptEncoding ?? '') || Buffer.byteLength(body) < BYTES_MIN) return result;
  return {
    ...result,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}
