import * as z from 'zod/mini';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Requires https, except to the same machine. */
function isSafe(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === 'http:' && loopback.includes(url.hostname);
  return url !== undefined && (url.protocol === 'https:' || plain) && url.username === '';
}

/** A channel's address: https without credentials, or a loopback address. */
export const safeAddress = () =>
  z.pipe(
    z.string().check(z.refine(isSafe, 'an https address without credentials, or a loopback one')),
    z.transform((text) => new URL(text)),
  );
