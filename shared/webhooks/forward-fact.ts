import type { Instant } from '../engine/calendar/instant.ts';
import type { StationId } from '../engine/scope.ts';
import { forwardedKinds, wants } from './event-types.ts';
import type { FailedLately } from './failed-lately.ts';
import { reportEndpoint } from './report-endpoint.ts';
import { nextAttemptAt } from './retry-pause.ts';
import { sendEvent, sendTest } from './send-event.ts';
import { givenUpAtOnce, newWaiting, type WebhookEvent } from './webhook-rows.ts';
import type { SenderWorld } from './webhook-world.ts';
import type { Endpoint } from './webhooks.ts';
import { webhooksAggregate } from './webhooks-aggregate.ts';
import { webhooksKey } from './webhooks-key.ts';

/** How many attempts arrived, and how many did not. */
export interface Forwarded {
  readonly sent: number;
  readonly failed: number;
}

export type FirstSenderWorld = SenderWorld & { readonly failedLately: FailedLately };

/**
 * Tells every endpoint of a station that wants it of a fact. What does not arrive waits in a row, which is written before
 * the event is acknowledged: an event is on the bus, has arrived, or waits. One that was interrupted is sent again, under
 * the same id.
 */
export async function forwardFact(
  world: FirstSenderWorld,
  { station, ...event }: WebhookEvent & { readonly station: StationId },
  now: Instant,
): Promise<Forwarded> {
  if (event.kind === webhooksAggregate.kind && event.fact === 'test-asked')
    return answerTest(world, station, event.version, now);
  if (!forwardedKinds.some((kind) => kind === event.kind)) return { sent: 0, failed: 0 };
  // As they are now: what was recorded after an endpoint was entered must not be judged by a list from before.
  const known = await world.store.load(webhooksKey(station));
  const wanting = (known?.endpoints ?? []).filter(
    ({ state, types }) => state === 'active' && wants(types, event),
  );
  const ended = await Promise.all(
    wanting.map((endpoint) => sendOrKeep(world, station, endpoint, event, now)),
  );
  const count = (end: Ended) => ended.filter((one) => one === end).length;
  return { sent: count('sent'), failed: count('failed') };
}

type Ended = 'sent' | 'failed' | 'spared';

/** An endpoint that failed moments ago is spared: its event waits as one that has failed. */
async function sendOrKeep(
  world: FirstSenderWorld,
  station: StationId,
  endpoint: Endpoint,
  event: WebhookEvent,
  now: Instant,
): Promise<Ended> {
  const { id, name, url } = endpoint;
  const common = { station, endpoint: id, event, since: now };
  const why = world.failedLately.why(id, now);
  if (why !== undefined) {
    const at = nextAttemptAt({ since: now, attempts: 1 }, now);
    await world.store.writeCompanions([newWaiting({ ...common, attempts: 0, code: why }, at)]);
    return 'spared';
  }
  const posted = await sendEvent(world, station, endpoint, event, now);
  if (posted.result === 'sent') return 'sent';
  const waiting = { ...common, attempts: 1, code: posted.code };
  if (posted.result === 'gone') {
    await world.store.writeCompanions(givenUpAtOnce(waiting, now));
    await reportEndpoint(world, station, { move: 'mark-gone', name, url }, now);
    return 'failed';
  }
  world.failedLately.note(id, posted.code, now);
  // False where it waits already: the event came twice.
  await world.store.writeCompanions([newWaiting(waiting, nextAttemptAt(waiting, now, posted.retryAfterMs))]);
  return 'failed';
}

/** Tries an endpoint as it is now. A test that was answered is not made again. */
async function answerTest(
  world: SenderWorld,
  station: StationId,
  version: number,
  now: Instant,
): Promise<Forwarded> {
  const found = await world.store.load(webhooksKey(station));
  const endpoint = found?.endpoints.find(
    ({ test }) => test !== undefined && test.version === version && test.result === undefined,
  );
  if (endpoint === undefined) return { sent: 0, failed: 0 };
  const posted = await sendTest(world, station, endpoint, version, now);
  const result = posted.result === 'sent' ? 'sent' : posted.code;
  await reportEndpoint(world, station, { move: 'answer-test', name: endpoint.name, version, result }, now);
  return posted.result === 'sent' ? { sent: 1, failed: 0 } : { sent: 0, failed: 1 };
}
