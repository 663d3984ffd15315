import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { localDayAt } from '../../shared/engine/calendar/local-day.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import { sendOneAgain } from '../../shared/engine/outbox/stuck.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { testEngine } from '../dynamo-engine.ts';
import { at } from '../engine/wall-clock.ts';

const now = at('2026-11-23 10:00');
const station = stationId('st1');
/** More than two pages of the list. */
const STUCK = 220;

const { documents, newTable } = await testEngine();

const brief = (nth: number): Delivery => ({
  subject: { about: 'brief', station, day: localDayAt(now + nth * DAY), responsible: 'chief' },
  message: { to: 'chief', kind: 'brief' },
  priority: 'P3',
  language: 'zh-CN',
  createdAt: now - nth * MINUTE,
  attempts: 0,
  state: 'pending',
  dueAt: now,
});

it('reads of many stuck messages no more than it takes to find the one that is sent again', async () => {
  const store = dynamoStore({ documents, name: await newTable(), aggregates, shardsPerLane: 1 });
  const all = Array.from({ length: STUCK }, (_, nth) => brief(nth));
  for (const one of all) {
    await store.addMessage(one);
    await store.settle(one, 'dead', { reason: 'no-channel' });
  }
  let queries = 0;
  documents.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === QueryCommand.name) queries += 1;
        return next(args);
      },
    { step: 'initialize' },
  );
  for (const [nth, pages] of [
    [0, 1],
    [150, 2],
  ] as const) {
    queries = 0;
    const { subject } = brief(nth);
    expect(await sendOneAgain({ store }, station, deliveryId(subject), now)).toEqual({
      again: 1,
      more: false,
    });
    expect(queries).toBe(pages);
  }
});
