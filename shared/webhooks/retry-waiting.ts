import { DAY, type Instant, MINUTE, toIso } from '../engine/calendar/instant.ts';
import { errorName } from '../engine/error-name.ts';
import type { RowKey } from '../engine/storage/row.ts';
import { Contended, Unavailable, Unreadable } from '../engine/storage/store-errors.ts';
import { wants } from './event-types.ts';
import { reportEndpoint } from './report-endpoint.ts';
import { isLastAttempt, nextAttemptAt } from './retry-pause.ts';
import { sendEvent } from './send-event.ts';
import { givenUp, putOff, type Seen, seenWaiting, settled, WEBHOOK_QUEUE, waitsOn } from './webhook-rows.ts';
import type { Posted, SenderWorld } from './webhook-world.ts';
import type { Endpoint } from './webhooks.ts';
import { webhooksKey } from './webhooks-key.ts';

/** What a run did. */
export interface Retried {
  readonly sent: number;
  /** Attempts that failed; those that were put off with them are not counted. */
  readonly failed: number;
  readonly givenUp: number;
  /** Rows that do not read; each is looked at again after a day. */
  readonly unreadable: readonly { readonly row: RowKey; readonly error: string }[];
}

/** One run reads at most so many places of the queue, and tries so many of one endpoint; the next one goes on. */
const ROWS_MAX = 1000;
const ROWS_OF_ENDPOINT_MAX = 100;

/** What a run had no time for goes behind all that is due by the next one, so that it keeps nobody waiting. */
const LATER = 4 * MINUTE;
const PUT_OFF_AT_ONCE = 10;

interface Counts {
  sent: number;
  failed: number;
  givenUp: number;
  readonly unreadable: { row: RowKey; error: string }[];
}

type Failed = Exclude<Posted, { readonly result: 'sent' }>;

/**
 * Tries what is due: endpoints side by side, the events of one after the other. After the first that fails, the others of
 * that endpoint are put off without an attempt, so that a receiver that is down costs one request in a run.
 */
export async function retryWaiting(
  world: SenderWorld,
  now: Instant,
  remainingMs: () => number,
): Promise<Retried> {
  const queues = new Map<string, RowKey[]>();
  for (const key of await world.store.queued(WEBHOOK_QUEUE, now, ROWS_MAX)) {
    queues.set(key.pk, [...(queues.get(key.pk) ?? []), key]);
  }
  const counts: Counts = { sent: 0, failed: 0, givenUp: 0, unreadable: [] };
  const runs = await Promise.allSettled(
    [...queues.values()].map((keys) => retryEndpoint(world, keys, { now, remainingMs, counts })),
  );
  // Only now, so that what one endpoint meets ends no other's run.
  for (const run of runs) if (run.status === 'rejected') throw run.reason;
  return counts;
}

interface Run {
  readonly now: Instant;
  readonly remainingMs: () => number;
  readonly counts: Counts;
}

async function retryEndpoint(world: SenderWorld, keys: readonly RowKey[], run: Run): Promise<void> {
  const tried = keys.slice(0, ROWS_OF_ENDPOINT_MAX);
  const left = keys.slice(ROWS_OF_ENDPOINT_MAX);
  try {
    left.unshift(...(await retryRows(world, tried, run)));
  } catch (error) {
    // What is wrong may be right soon. Meanwhile no row of this endpoint stands before those of others.
    if (!(error instanceof Unavailable)) await putAllOff(world, keys, run.now + LATER);
    throw error;
  }
  await putAllOff(world, left, run.now + LATER);
}

/** Tries the rows one after the other and gives those for which no time was left. */
async function retryRows(world: SenderWorld, keys: readonly RowKey[], run: Run): Promise<readonly RowKey[]> {
  let failed: { readonly posted: Failed; readonly attempts: number } | undefined;
  let endpoint: { readonly found: Endpoint | undefined } | undefined;
  for (const [index, key] of keys.entries()) {
    if (run.remainingMs() <= 0) return keys.slice(index);
    const one = await readWaiting(world, key, run);
    if (one === undefined || one.place > toIso(run.now)) continue;
    endpoint ??= { found: await endpointOf(world, one) };
    const { found } = endpoint;
    try {
      if (found === undefined || !wants(found.types, one.event)) {
        await world.store.writeCompanions([settled(one, 'dropped', run.now)]);
        continue;
      }
      const posted = failed?.posted ?? (await attempt(world, one, found, run));
      const attempts = failed === undefined ? one.attempts + 1 : one.attempts;
      if (failed === undefined && posted.result !== 'sent') failed = { posted, attempts };
      const pauseAfter = failed?.attempts ?? attempts;
      await finish(world, { ...one, attempts }, posted, { ...run, endpoint: found, pauseAfter });
    } catch (error) {
      // Another run or transaction holds it, and may have sent it.
      if (!(error instanceof Contended)) throw error;
    }
  }
  return [];
}

/** A row that does not read goes behind all others, which it must not hold up. */
async function readWaiting(world: SenderWorld, key: RowKey, { now, counts }: Run): Promise<Seen | undefined> {
  try {
    return await seenWaiting(world.store, key);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    counts.unreadable.push({ row: key, error: errorName(error) });
    await putOff(world.store, key, now + DAY);
    return undefined;
  }
}

async function putAllOff({ store }: SenderWorld, keys: readonly RowKey[], at: Instant): Promise<void> {
  for (let from = 0; from < keys.length; from += PUT_OFF_AT_ONCE) {
    const some = keys.slice(from, from + PUT_OFF_AT_ONCE);
    await Promise.all(some.map((key) => putOff(store, key, at)));
  }
}

async function endpointOf(
  { store }: SenderWorld,
  { station, endpoint }: Seen,
): Promise<Endpoint | undefined> {
  const found = await store.load(webhooksKey(station));
  return found?.endpoints.find(({ id }) => id === endpoint);
}

/** Nothing is sent to an endpoint that was stopped: what waits for it is listed. */
async function attempt(
  world: SenderWorld,
  one: Seen,
  endpoint: Endpoint,
  { now, counts }: Run,
): Promise<Posted> {
  if (endpoint.state !== 'active') return { result: 'gone', code: `endpoint-${endpoint.state}` };
  const posted = await sendEvent(world, one.station, endpoint, one.event, now);
  if (posted.result !== 'sent') counts.failed += 1;
  if (posted.result === 'gone') {
    const { name, url } = endpoint;
    await reportEndpoint(world, one.station, { move: 'mark-gone', name, url }, now);
  }
  return posted;
}

async function finish(
  world: SenderWorld,
  one: Seen,
  posted: Posted,
  { now, counts, endpoint, pauseAfter }: Run & { readonly endpoint: Endpoint; readonly pauseAfter: number },
): Promise<void> {
  const { store } = world;
  if (posted.result === 'sent') {
    await store.writeCompanions([settled(one, 'sent', now)]);
    counts.sent += 1;
    return;
  }
  const failed = { ...one, code: posted.code };
  if (posted.result === 'gone' || isLastAttempt(one.since, now)) {
    // First, so that a crash repeats both. The chief has heard of an endpoint that is gone, and has stopped any other.
    if (posted.result === 'failed') {
      const { id, name } = endpoint;
      await reportEndpoint(world, one.station, { move: 'give-up', name, endpoint: id }, now);
    }
    await store.writeCompanions(givenUp(failed, now));
    counts.givenUp += 1;
    return;
  }
  const attempts = Math.max(one.attempts, pauseAfter);
  const at = nextAttemptAt({ since: one.since, attempts }, now, posted.retryAfterMs);
  await store.writeCompanions([waitsOn(failed, at)]);
}
