import type { Instant } from '../../engine/calendar/instant.ts';
import type { StationId } from '../../engine/scope.ts';
import type { CaseKey } from '../case-key.ts';
import { countFacts } from './count-facts.ts';
import type { CountStore } from './statistics-store.ts';

/**
 * Counts a case anew from all of its facts, and keeps that unless a later count is kept already. So it makes no difference
 * how often it is asked to, in which order, or what was lost before.
 * @returns when the newest fact in it was recorded; `undefined` when there is no such case, or a later count is kept
 */
export async function countCase(store: CountStore, key: CaseKey): Promise<Instant | undefined> {
  const count = countFacts(await store.factsOf(key));
  if (count === undefined) return undefined;
  return (await store.keepCount(count)) ? count.at : undefined;
}

/** One call counts at most so many cases; each is a read of its history, so that a call ends within its time. */
const CASES_MAX = 200;

/** How far a recount came. */
export interface Recounted {
  readonly counted: number;
  /** Where the next call goes on; absent when all are counted. */
  readonly next?: string;
}

/**
 * Counts the cases of a station anew, in the order of their receipt: for those of before there were statistics, and for
 * whatever was lost since.
 */
export async function recount(
  store: CountStore,
  station: StationId,
  now: Instant,
  after?: string,
): Promise<Recounted> {
  const { keys, next } = await store.received({ station, from: 0, before: now + 1 }, CASES_MAX, after);
  for (const key of keys) await countCase(store, key);
  return { counted: keys.length, ...(next !== undefined && { next }) };
}
