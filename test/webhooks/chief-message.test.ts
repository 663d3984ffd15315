import { expect, it } from 'vitest';
import { DAY } from '../../shared/engine/calendar/instant.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { decideWebhooks } from '../../shared/webhooks/decide-webhooks.ts';
import type { WebhookNotice } from '../../shared/webhooks/webhook-notice.ts';
import type { Webhooks, WebhooksCommand } from '../../shared/webhooks/webhooks.ts';
import { webhooksAggregate } from '../../shared/webhooks/webhooks-aggregate.ts';
import { at } from '../engine/wall-clock.ts';

const station = stationId('st1');
const morning = at('2026-11-23 10:00');
const { whyStale, noticesOf } = webhooksAggregate.messages;

function after(before: Webhooks | undefined, command: WebhooksCommand, now: number): Webhooks {
  const decision = decideWebhooks(before, command, { now, policy: { version: 'p' } as never });
  if (decision.refusal) throw new Error(decision.refusal.code);
  return decision.after;
}

/** Whom the message that the newest version decided names. */
async function named(kind: 'webhook-given-up' | 'webhook-gone', state: Webhooks, decidedAt: number) {
  const { version, id } = state;
  const subject = { about: 'aggregate', key: { kind: 'webhooks', station, id }, version, index: 0 };
  const delivery = { subject, message: { to: 'chief', kind }, language: 'en' };
  const notices = await noticesOf(delivery as never, state, { people: [], now: decidedAt } as never);
  return notices.map((notice) => (notice as WebhookNotice).endpoints);
}

const entered = ['city', 'school'].reduce<Webhooks | undefined>(
  (before, name) =>
    after(
      before,
      {
        ...{ move: 'enter', station, secretId: `id-of-${name}` },
        endpoint: { name, url: `https://${name}.example/`, types: ['*'] },
      },
      morning,
    ),
  undefined,
);
const giveUp = (name: string) => ({ move: 'give-up', name, endpoint: `id-of-${name}` }) as const;

it('the message names the endpoint of its fact, and none of months ago', async () => {
  const earlier = after(entered, giveUp('city'), morning);
  expect(await named('webhook-given-up', earlier, morning)).toEqual([['city']]);
  const later = morning + 90 * DAY;
  const state = after(earlier, giveUp('school'), later);
  expect(await named('webhook-given-up', state, later)).toEqual([['school']]);
});

it('the message is not sent once its endpoint is removed, or started again', () => {
  const message = (kind: string) => ({ to: 'chief', kind }) as const;
  const givenUp = after(entered, giveUp('city'), morning);
  expect(whyStale(message('webhook-given-up'), morning, givenUp)).toBeUndefined();
  const removed = after(givenUp, { move: 'set-state', name: 'city', state: 'removed' }, morning);
  expect(whyStale(message('webhook-given-up'), morning, removed)).toBe('endpoint-changed');
  const gone = after(entered, { move: 'mark-gone', name: 'city', url: 'https://city.example/' }, morning);
  expect(whyStale(message('webhook-gone'), morning, gone)).toBeUndefined();
  const started = after(gone, { move: 'set-state', name: 'city', state: 'active' }, morning);
  expect(whyStale(message('webhook-gone'), morning, started)).toBe('endpoint-changed');
});

it('of a removed endpoint, the chief hears nothing under the name of the next one', () => {
  const state = entered && after(entered, { ...giveUp('city'), endpoint: 'id-of-another' }, morning);
  expect(state).toEqual(entered);
});
