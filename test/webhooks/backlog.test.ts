import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { Unavailable, Unreadable } from '../../shared/engine/storage/store-errors.ts';
import { retryWaiting } from '../../shared/webhooks/retry-waiting.ts';
import { givenUpAtOnce, newWaiting, type Waiting } from '../../shared/webhooks/webhook-rows.ts';
import type { EventRequest } from '../../shared/webhooks/webhook-world.ts';
import { station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { reported } from '../http/http-api.ts';
import { someEndpoints } from '../http/some-endpoints.ts';
import { type OtherSystem, otherSystem } from './other-system.ts';

const morning = at('2026-11-23 10:00');
const city = 'https://city.example/hook';
const named = (name = 'city') => ({ path: { name } });
const sendAgain = 'POST /v1/office/webhooks/{name}/send-again';

/** A station with endpoints of these names, whose receivers answer as `answer` says. */
async function withEndpoints(names: readonly string[], answer: { code?: string } = {}) {
  const posted: EventRequest[] = [];
  const rig = await otherSystem({
    judge: someEndpoints.judge,
    async post(request) {
      posted.push(request);
      return answer.code === undefined ? { result: 'sent' } : { result: 'failed', code: answer.code };
    },
  });
  for (const name of names) await rig.enter(`https://${name}.example/hook`, ['*'], name);
  await rig.deliver();
  const ids = new Map((await rig.stored()).map(({ name, id }) => [name, id]));
  const waiting = (name: string, n: number): Waiting => ({
    station,
    endpoint: ids.get(name) ?? '',
    event: {
      kind: 'case',
      id: 'caah3xh4yn6u5dh7h5rfejqknx',
      version: n,
      index: 0,
      at: '2026-11-10T00:00:00.000Z',
      fact: 'noted',
    },
    since: morning,
    attempts: 1,
    code: 'http-500',
  });
  return { rig, posted, waiting };
}

const world = ({ world: base }: OtherSystem, post: () => Promise<{ result: 'sent' }>) => ({
  ...base,
  secrets: someEndpoints.secrets,
  post,
});

describe('a long queue of one endpoint', () => {
  it('is taken in parts, and what is left stands behind what others wait for', async () => {
    const { rig, posted, waiting } = await withEndpoints(['city', 'school']);
    const { store } = rig.world;
    for (let n = 1; n <= 150; n += 1)
      await store.writeCompanions([newWaiting(waiting('city', n), morning - HOUR)]);
    await store.writeCompanions([newWaiting(waiting('school', 1), morning - SECOND)]);
    await rig.retry();
    const count = (host: string) => posted.filter(({ url }) => url.includes(host)).length;
    expect([count('city'), count('school')]).toEqual([100, 1]);
    expect(await store.queued('webhooks', morning + 4 * MINUTE - SECOND, 1000)).toEqual([]);
    rig.at(morning + 5 * MINUTE);
    await rig.retry();
    expect(count('city')).toBe(150);
  });

  it('goes behind when a run has no time for it', async () => {
    const { rig, waiting } = await withEndpoints(['city']);
    const { store } = rig.world;
    await store.writeCompanions([newWaiting(waiting('city', 1), morning - HOUR)]);
    const unused = () => Promise.reject(new Error('an attempt without time'));
    await retryWaiting(world(rig, unused), morning, () => 0);
    expect(await store.queued('webhooks', morning + 4 * MINUTE - SECOND, 9)).toEqual([]);
    expect(await store.queued('webhooks', morning + 4 * MINUTE, 9)).toHaveLength(1);
  });

  it('is tried again soon after its endpoints could not be read, and so is no other one ended', async () => {
    const { rig, posted, waiting } = await withEndpoints(['city']);
    const { store } = rig.world;
    await store.writeCompanions([newWaiting(waiting('city', 1), morning - HOUR)]);
    const { load } = store;
    store.load = () => Promise.reject(new Unreadable('the endpoints do not read'));
    await expect(rig.retry()).rejects.toThrow('the endpoints do not read');
    store.load = load;
    rig.at(morning + 5 * MINUTE);
    await rig.retry();
    expect(posted).toHaveLength(1);
  });
});

describe('the list of what did not arrive', () => {
  it('is sent again as a whole, however long it is, in a few reads', async () => {
    const { rig, waiting } = await withEndpoints(['city']);
    const { store } = rig.world;
    const events = 1130;
    for (let n = 1; n <= events; n += 1)
      await store.writeCompanions(givenUpAtOnce(waiting('city', n), morning - DAY + n * SECOND));
    let reads = 0;
    const { companions } = store;
    store.companions = (...range) => {
      reads += 1;
      return companions(...range);
    };
    const answers: { again: number; more: boolean }[] = [];
    do answers.push((await rig.as('chief', sendAgain, named())).body);
    while (answers.at(-1)?.more && answers.length < 50);
    expect(answers.reduce((sum, { again }) => sum + again, 0)).toBe(events);
    expect(reads).toBeLessThanOrEqual(answers.length * 3);
    expect((await rig.listed()).endpoints[0]).toMatchObject({ notDelivered: [], more: false });
  });

  it('gives the oldest to be sent, each before the next', async () => {
    const { rig, posted, waiting } = await withEndpoints(['city']);
    for (const n of [3, 1, 2])
      await rig.world.store.writeCompanions(givenUpAtOnce(waiting('city', n), morning - DAY + n * SECOND));
    await rig.as('chief', sendAgain, named());
    await rig.retry();
    expect(posted.map(({ body }) => JSON.parse(body).data.version)).toEqual([1, 2, 3]);
  });

  it('sends no further ones again under an id that was used, and finishes a request that broke off', async () => {
    const { rig, posted, waiting } = await withEndpoints(['city']);
    const { store } = rig.world;
    for (let n = 1; n <= 120; n += 1)
      await store.writeCompanions(givenUpAtOnce(waiting('city', n), morning - DAY + n * SECOND));
    const tap = (commandId: string) => rig.as('chief', sendAgain, { ...named(), body: { commandId } });
    const { writeCompanions } = store;
    let writes = 0;
    store.writeCompanions = async (companions) => {
      writes += 1;
      if (writes > 10) throw new Unavailable('refused');
      return writeCompanions(companions);
    };
    expect((await tap('tap-1')).status).toBe(503);
    store.writeCompanions = writeCompanions;
    for (let time = 0; time < 2; time += 1)
      expect((await tap('tap-1')).body).toEqual({ again: 50, more: true });
    await rig.retry();
    expect(posted).toHaveLength(50);
    expect((await tap('tap-2')).body).toEqual({ again: 50, more: true });
    expect((await tap('')).status).toBe(422);
    expect((await tap('x'.repeat(500))).status).toBe(422);
    expect((await rig.listed()).endpoints[0].notDelivered).toHaveLength(20);
  });

  it('shows the others when one of its rows does not read', async () => {
    const { rig, waiting } = await withEndpoints(['city']);
    const { store } = rig.world;
    const [row, place] = givenUpAtOnce(waiting('city', 1), morning - DAY);
    if (row === undefined || place === undefined) throw new Error('an event is listed by two rows');
    await store.writeCompanions([row, { ...place, values: { state: 'lost', event: 'CANARY' } }]);
    await store.writeCompanions(givenUpAtOnce(waiting('city', 2), morning - HOUR));
    const [shown] = (await rig.listed()).endpoints;
    expect(shown).toMatchObject({ notDelivered: [{ type: 'case.noted' }], more: false });
    expect((await rig.as('chief', sendAgain, named())).body).toEqual({ again: 1, more: false });
  });
});

describe('an endpoint that is entered under the name of a removed one', () => {
  it('gets nothing of what waited for that one, or was listed', async () => {
    const answer: { code?: string } = { code: 'http-500' };
    const { rig, posted, waiting } = await withEndpoints(['city'], answer);
    await reported(rig);
    await rig.deliver();
    await rig.world.store.writeCompanions(givenUpAtOnce(waiting('city', 1), morning - DAY));
    await rig.as('chief', 'POST /v1/office/webhooks/{name}', { ...named(), body: { state: 'removed' } });
    await rig.enter(city);
    delete answer.code;
    posted.length = 0;
    rig.at(morning + 5 * MINUTE);
    expect((await rig.as('chief', sendAgain, named())).body).toEqual({ again: 0, more: false });
    await rig.retry();
    expect(posted).toEqual([]);
    expect((await rig.listed()).endpoints).toMatchObject([{ notDelivered: [] }]);
    expect(await rig.world.store.queued('webhooks', morning + 4 * DAY, 9)).toEqual([]);
  });
});

it('an event that its endpoint does not want any more is dropped', async () => {
  const { rig, posted, waiting } = await withEndpoints(['city']);
  const { store } = rig.world;
  await store.writeCompanions([newWaiting(waiting('city', 1), morning - HOUR)]);
  const endpoints = (await rig.stored()).map((one) => ({ ...one, types: ['case.closed'] }));
  const { load } = store;
  store.load = async (...asked) => {
    const found = await load(...asked);
    return found && { ...found, endpoints };
  };
  await rig.retry();
  expect(posted).toEqual([]);
  expect(await store.queued('webhooks', morning + 4 * DAY, 9)).toEqual([]);
});
