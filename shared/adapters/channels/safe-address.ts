import * as z from 'zod/mini';
import { isLoopback } from './loopback.ts';

/** Requires https, except to the same machine. */
function isSafe(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === 'http:' && isLoopback(url.hostname);
  return url !== undefined && (url.protocol === 'https:' || plain) && url.username === '';
}

/** A channel's address: https without credentials, or a loopback address. */
export const safeAddress = () =>
  z.pipe(
    z.string().check(z.refine(isSafe, 'an https address without credentials, or a loopback one')),
    z.transform((text) => new URL(text)),
  );

/**
 * Where a stand-in for a provider listens. On this machine only: what a station publishes must send no message and no
 * signature elsewhere.
 */
export const standInAddress = () =>
  safeAddress().check(z.refine(({ hostname }) => isLoopback(hostname), 'a loopback address'));
