import { gzipSync } from 'node:zlib';
import type { HttpResult } from './http-result.ts';

/** A smaller body fits into one network packet, so compressing it saves nothing. */
const BYTES_MIN = 1400;

/**
 * Compresses a page with gzip to about a quarter of its size, for slow mobile connections; API Gateway compresses
 * nothing. BREACH does not apply: no page contains both reflected input and a secret that outlives it.
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
