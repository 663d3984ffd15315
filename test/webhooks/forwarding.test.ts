import { afterEach, describe, expect, it } from 'vitest';
import type { Fake } from '../../infra/local/fakes/fake.ts';
import { webhookReceiver } from '../../infra/local/fakes/webhook-receiver.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { eventTypes } from '../../shared/webhooks/event-types.ts';
import { webhooksKey } from '../../shared/webhooks/webhooks-key.ts';
import { type Receiver, receiver } from '../adapters/receiver.ts';
import { station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { reported } from '../http/http-api.ts';
import { type OtherSystem, otherSystem, verified } from './other-system.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function receiving(answer: Parameters<typeof receiver>[0] = { status: 204 }): Promise<Receiver> {
  const started = await receiver(answer);
  open.push(started);
  return started;
}

/** A receiver as strict as the specification, which may be told to fail. */
async function strict(secrets: string[], now: () => Instant): Promise<Fake> {
  const fake = await webhookReceiver({ secrets }, { now });
  open.push(fake);
  return fake;
}

const morning = at('2026-11-23 10:00');
const endpoint = (name = 'city') => ({ path: { name } });

/** A station with one endpoint at a strict receiver, and one report whose event did or did not arrive. */
async function connected(fault?: string) {
  const rig = await otherSystem();
  const secrets: string[] = [];
  const fake = await strict(secrets, () => rig.world.system.now());
  secrets.push(await rig.enter(fake.url));
  await rig.deliver();
  fake.fail(fault);
  const { id } = await reported(rig);
  await rig.deliver();
  return { rig, fake, secrets, id };
}

/** Why the last attempt of each waiting event failed. */
async function whyWaiting({ world: { store } }: OtherSystem): Promise<readonly unknown[]> {
  const rows = await store.queued('webhooks', morning + DAY, 10);
  return Promise.all(rows.map(async (key) => (await store.companion(key))?.code));
}

const lost = async (rig: OtherSystem) => (await rig.listed()).endpoints[0].notDelivered;

describe('an endpoint', () => {
  it('is told of a fact in ids and codes, signed, and with the time when it happened', async () => {
    const rig = await otherSystem();
    const other = await receiving();
    const secret = await rig.enter(other.url, ['case.submitted']);
    await rig.deliver();
    const { id } = await reported(rig);
    await rig.deliver();
    const [request, ...more] = other.received;
    expect(more).toEqual([]);
    if (request === undefined) throw new Error('nothing was received');
    expect(verified(secret, request, morning)).toEqual({
      type: 'case.submitted',
      timestamp: '2026-11-23T02:00:00.000Z',
      data: {
        schemaVersion: 1,
        station: 'st1',
        kind: 'case',
        id,
        version: 1,
        index: 0,
        at: '2026-11-23T02:00:00.000Z',
        fact: 'submitted',
      },
    });
    expect(request.headers['webhook-id']).toBe(`case-${id}-1-0`);
    expect(request.headers['webhook-timestamp']).toBe(String(morning / SECOND));
  });

  it('gets the types that it asked for, and another station gets nothing', async () => {
    const rig = await otherSystem();
    const [some, all, elsewhere] = [await receiving(), await receiving(), await receiving()];
    await rig.enter(some.url, ['case.acknowledged', 'case.noted'], 'some');
    await rig.enter(all.url, ['*'], 'all');
    const body = { name: 'city', url: elsewhere.url, types: ['*'] };
    expect((await rig.as('elsewhere', 'POST /v1/office/webhooks', { body })).status).toBe(201);
    await rig.deliver();
    const { id } = await reported(rig);
    const note = { move: 'note', expectedVersion: 1, text: 'CANARY' };
    await rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path: { id }, body: note });
    await rig.deliver();
    const typesOf = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body).type);
    expect(typesOf(some)).toEqual(['case.noted']);
    expect(typesOf(all)).toEqual(['case.submitted', 'case.noted']);
    expect(typesOf(elsewhere)).toEqual([]);
    expect(all.received.map(({ body }) => body).join()).not.toMatch(/CANARY|13800000003|手机|b3-1|p-officer/);
  });

  it('gets an event that came twice under one id', async () => {
    const { rig, fake } = await connected();
    expect(fake.accepted.map(({ text }) => text)).toEqual(['case.submitted']);
    const { id } = await reported(rig, { what: '另一部手机，丢在门口' });
    await rig.deliverTwice();
    expect(fake.accepted.map(({ id: one }) => one)).toContain(`case-${id}-1-0`);
    expect(fake.accepted).toHaveLength(2);
  });

  it('is tried by a test, whose result the list shows', async () => {
    const { rig, fake } = await connected();
    const asked = await rig.as('chief', 'POST /v1/office/webhooks/{name}/test', endpoint());
    expect([asked.status, asked.body.test]).toEqual([202, { at: '2026-11-23T02:00:00.000Z' }]);
    await rig.deliverTwice();
    expect(fake.accepted.at(-1)).toMatchObject({ text: 'webhook.test', id: 'test-st1-city-2' });
    expect((await rig.listed()).endpoints[0].test).toEqual({
      at: '2026-11-23T02:00:00.000Z',
      result: 'sent',
    });
    fake.fail('server-error');
    await rig.as('chief', 'POST /v1/office/webhooks/{name}/test', endpoint());
    await rig.deliver();
    expect((await rig.listed()).endpoints[0].test.result).toBe('http-500');
    // A test is made once: nothing waits for it.
    rig.at(morning + DAY);
    await rig.retry();
    expect(fake.accepted).toHaveLength(2);
  });

  it('signs with the secret before as well for a day, and shows each secret once', async () => {
    const rig = await otherSystem();
    const other = await receiving();
    const first = await rig.enter(other.url);
    await rig.deliver();
    const replaced = await rig.as('chief', 'POST /v1/office/webhooks/{name}/secret', endpoint());
    expect(replaced.body).toMatchObject({ formerSecretUntil: '2026-11-24T02:00:00.000Z' });
    const second = replaced.body.secret;
    expect(second).not.toBe(first);
    const sendAt = async (now: Instant, what: string) => {
      rig.at(now);
      await rig.as('chief', 'POST /v1/office/webhooks/{name}/test', endpoint());
      await rig.deliver();
      const request = other.received.at(-1);
      if (request === undefined) throw new Error(`nothing was received ${what}`);
      return (secret: string) => verified(secret, request, now);
    };
    const changing = await sendAt(morning + DAY - SECOND, 'during the change');
    expect([first, second].map((secret) => changing(secret).type)).toEqual(['webhook.test', 'webhook.test']);
    const changed = await sendAt(morning + DAY, 'after the change');
    expect(changed(second).type).toBe('webhook.test');
    expect(() => changed(first)).toThrow('No matching signature');
    const shown = JSON.stringify([await rig.listed(), await rig.stored()]);
    for (const secret of [first, second]) expect(shown).not.toContain(secret.slice('whsec_'.length));
  });

  it.each([
    ['redirect', 'http-307'],
    ['server-error', 'http-500'],
    ['closed', 'no-response'],
    ['signature', 'http-401'],
  ])('that answers with “%s” gets the event again', async (fault, code) => {
    const { rig, fake, id } = await connected(fault);
    expect(await whyWaiting(rig)).toEqual([code]);
    fake.fail(undefined);
    rig.at(morning + 5 * MINUTE - SECOND);
    await rig.retry();
    expect(fake.accepted).toEqual([]);
    rig.at(morning + 5 * MINUTE);
    await rig.retry();
    expect(fake.accepted.map(({ id: one }) => one)).toEqual([`case-${id}-1-0`]);
    rig.at(morning + 4 * DAY);
    await rig.retry();
    expect(fake.accepted).toHaveLength(1);
    expect(await lost(rig)).toEqual([]);
  });

  it('is asked again no sooner than it wants', async () => {
    const rig = await otherSystem();
    const waits = await receiving({ status: 503, headers: { 'retry-after': '3600' } });
    const secret = await rig.enter(waits.url);
    await rig.deliver();
    await reported(rig);
    await rig.deliver();
    expect(waits.received).toHaveLength(1);
    rig.at(morning + HOUR - SECOND);
    await rig.retry();
    expect(waits.received).toHaveLength(1);
    rig.at(morning + HOUR);
    await rig.retry();
    expect(waits.received).toHaveLength(2);
    // The id of the event stays, the signature is of the new attempt.
    const [first, second] = waits.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second && verified(secret, second, morning + HOUR).type).toBe('case.submitted');
  });
});

/** Runs the schedule every five minutes, as deployed, and gives the minutes after the start at which something was received. */
async function attemptsOver(rig: OtherSystem, other: Receiver, hours: number): Promise<readonly number[]> {
  const minutes: number[] = [];
  for (let minute = 5; minute <= hours * 60; minute += 5) {
    const before = other.received.length;
    rig.at(morning + minute * MINUTE);
    await rig.retry();
    if (other.received.length > before) minutes.push(minute);
  }
  return minutes;
}

describe('an event that does not arrive', () => {
  it('is tried for three days with growing distance, then listed, and the chief is told once', async () => {
    const rig = await otherSystem();
    const down = await receiving({ status: 500 });
    await rig.enter(down.url);
    await rig.deliver();
    const { id } = await reported(rig);
    await rig.deliver();
    const minutes = await attemptsOver(rig, down, 80);
    expect(minutes.map((minute) => minute / 60).map((hour) => Math.round(hour * 100) / 100)).toEqual([
      0.08, 0.58, 2.58, 7.58, 17.58, 29.58, 41.58, 53.58, 65.58, 72,
    ]);
    expect(await lost(rig)).toEqual([
      {
        id: `case-${id}-1-0`,
        type: 'case.submitted',
        at: '2026-11-23T02:00:00.000Z',
        since: '2026-11-23T02:00:00.000Z',
        attempts: 11,
        reason: 'http-500',
      },
    ]);
    const { facts } = await rig.world.store.history(webhooksKey(station));
    const told = facts.filter(({ fact }) => fact.fact === 'events-given-up');
    expect(told.map(({ fact }) => 'messages' in fact && fact.messages)).toEqual([
      [{ to: 'chief', kind: 'webhook-given-up' }],
    ]);
  });

  it('can be sent again from the list, and leaves it', async () => {
    const { rig, fake, id } = await connected('server-error');
    rig.at(morning + 3 * DAY);
    await rig.retry();
    expect(await lost(rig)).toHaveLength(1);
    const again = () => rig.as('chief', 'POST /v1/office/webhooks/{name}/send-again', endpoint());
    expect((await again()).body).toEqual({ again: 1, more: false });
    expect((await again()).body).toEqual({ again: 0, more: false });
    expect(await lost(rig)).toEqual([]);
    fake.fail(undefined);
    await rig.retry();
    expect(fake.accepted.map(({ id: one }) => one)).toEqual([`case-${id}-1-0`]);
    await rig.retry();
    expect(await lost(rig)).toEqual([]);
  });

  it('is listed again when it does not arrive again', async () => {
    const { rig } = await connected('server-error');
    rig.at(morning + 3 * DAY);
    await rig.retry();
    await rig.as('chief', 'POST /v1/office/webhooks/{name}/send-again', endpoint());
    rig.at(morning + 6 * DAY);
    await rig.retry();
    const [one, ...more] = await lost(rig);
    expect([one, more]).toMatchObject([{ since: '2026-11-26T02:00:00.000Z' }, []]);
  });

  it('costs a receiver that is down one request in a run, however many others wait', async () => {
    const rig = await otherSystem();
    const down = await receiving({ status: 500 });
    await rig.enter(down.url);
    await rig.deliver();
    for (const what of ['一', '二', '三', '四']) await reported(rig, { what: `黑色手机，第${what}部` });
    await rig.deliver();
    // The first attempts of the other three are left out: it has failed moments ago.
    expect(down.received).toHaveLength(1);
    expect(rig.measured.slice(-4).map((one) => one['events-failed'])).toEqual([1, 0, 0, 0]);
    expect(await whyWaiting(rig)).toEqual(Array(4).fill('http-500'));
    rig.at(morning + 5 * MINUTE);
    await rig.retry();
    expect(down.received).toHaveLength(2);
    // Only a real attempt is counted.
    expect(rig.measured.at(-1)).toMatchObject({ 'events-failed': 1 });
    await rig.retry();
    expect(down.received).toHaveLength(2);
    await attemptsOver(rig, down, 73);
    expect(await lost(rig)).toHaveLength(4);
  });

  it('is listed at once when its receiver takes nothing any more, which the chief is told', async () => {
    const { rig, fake } = await connected('gone');
    expect(await lost(rig)).toMatchObject([{ attempts: 1, reason: 'http-410' }]);
    expect((await rig.listed()).endpoints[0].state).toBe('gone');
    await reported(rig, { what: '另一部手机，丢在门口' });
    rig.at(morning + MINUTE);
    await rig.deliver();
    expect(await lost(rig)).toHaveLength(1);
    // Started again, it gets what was listed.
    fake.fail(undefined);
    const body = { state: 'active' };
    await rig.as('chief', 'POST /v1/office/webhooks/{name}', { ...endpoint(), body });
    await rig.as('chief', 'POST /v1/office/webhooks/{name}/send-again', endpoint());
    await rig.retry();
    expect(fake.accepted).toHaveLength(1);
  });

  it.each([
    ['disabled', 1],
    ['removed', undefined],
  ] as const)('is not sent to an endpoint that was %s meanwhile', async (state, listed) => {
    const { rig, fake } = await connected('server-error');
    fake.fail(undefined);
    await rig.as('chief', 'POST /v1/office/webhooks/{name}', { ...endpoint(), body: { state } });
    rig.at(morning + 5 * MINUTE);
    await rig.retry();
    expect(fake.accepted).toEqual([]);
    expect((await rig.listed()).endpoints[0]?.notDelivered.length).toBe(listed);
  });

  it('waits on the bus while the table cannot be written', async () => {
    const { rig } = await connected('server-error');
    const { store } = rig.world;
    const { writeCompanions } = store;
    store.writeCompanions = async () => Promise.reject(new Error('throttled'));
    await reported(rig, { what: '另一部手机，丢在门口' });
    // The function fails, so its event is tried again and not acknowledged.
    await expect(rig.deliver()).rejects.toThrow('throttled');
    store.writeCompanions = writeCompanions;
  });

  it('does not hold others up when its row does not read', async () => {
    const { rig, fake } = await connected('server-error');
    fake.fail(undefined);
    const [key] = await rig.world.store.queued('webhooks', morning + DAY, 10);
    if (key === undefined) throw new Error('nothing waits');
    const broken = { ...key, sk: '0#case#broken#1#0' };
    await rig.world.store.writeCompanions([
      {
        key: broken,
        values: { state: 'waiting', event: 'CANARY' },
        queued: { queue: 'webhooks', at: morning },
        condition: 'absent',
        conflict: 'x',
      },
    ]);
    rig.at(morning + 5 * MINUTE);
    await expect(rig.retry()).rejects.toThrow('1 waiting events do not read');
    expect(fake.accepted).toHaveLength(1);
    expect(rig.logged).toEqual(['webhook-unreadable']);
    await rig.retry();
  });
});

describe('what an endpoint can ask for', () => {
  it('is the facts of cases and of what helpers are asked', () => {
    expect(eventTypes).toContain('case.submitted');
    expect(eventTypes).toContain('helper-task.answered');
    expect(eventTypes.every((type) => /^(case|helper-task)\.[a-z]+(-[a-z]+)*$/.test(type))).toBe(true);
  });
});
