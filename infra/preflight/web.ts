import { lookup } from 'node:dns/promises';
import type { Web } from './issuer.ts';

/** The network of this machine. */
export const web: Web = {
  async get(url, withinMs) {
    const startedAt = performance.now();
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(withinMs) }).catch(
      (error: unknown) => {
        const cause = error instanceof Error ? (error.cause ?? error) : error;
        throw new Error(cause instanceof Error ? cause.message : String(cause));
      },
    );
    if (response.status !== 200) throw new Error(`it answers ${response.status}.`);
    const json: unknown = await response.json().catch(() => undefined);
    return { json, tookMs: Math.round(performance.now() - startedAt) };
  },
  addressesOf: async (host) =>
    (await lookup(host, { all: true }).catch(() => [])).map(({ address }) => address),
};
