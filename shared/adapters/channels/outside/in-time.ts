import { setTimeout as pause } from 'node:timers/promises';

/** What a work gives; `undefined` if it takes too long. Who owns a name can let a resolver wait. */
export async function inTime<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result | undefined> {
  const done = new AbortController();
  const late = pause(timeoutMs, undefined, { signal: done.signal }).catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
