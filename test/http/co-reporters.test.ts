import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { inScope } from '../../shared/cases/case-key.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { deskOf } from '../cases/room.ts';
import { enteredPlace } from '../enter.ts';
import { act, openCase, readable } from '../web/pages.ts';
import { atDesk } from './at-desk.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const hazard = { type: 'hazard', details: { kind: 'clutter' }, what: '楼道里堆满了纸箱' };
const time = ({ world }: HttpApi) => world.system as SeededSystem;

/** Submits reports of the same danger, a minute apart. */
async function coReporters(rig: HttpApi, ...more: readonly object[]) {
  const all: Awaited<ReturnType<typeof reported>>[] = [];
  for (const one of more) {
    all.push(await reported(rig, { ...hazard, ...one }));
    time(rig).pass(MINUTE);
  }
  return all as [(typeof all)[0], (typeof all)[0], (typeof all)[0], ...typeof all];
}

const follow = ({ ask }: HttpApi, { token }: { token: string }) =>
  ask('GET /v1/track/{token}', { path: { token } });
const join = ({ ask }: HttpApi, { token }: { token: string }, body = {}) =>
  ask('POST /v1/track/{token}/join', { path: { token }, body });
const withdraw = ({ ask }: HttpApi, { token }: { token: string }) =>
  ask('POST /v1/track/{token}/withdraw', { path: { token }, body: {} });
const seen = async (rig: HttpApi, { id }: { id: string }) =>
  (await rig.as('chief', 'GET /v1/office/cases/{id}', { path: { id } })).body;

const work = (rig: HttpApi, one: { id: string }, ...moves: readonly object[]) =>
  atDesk(rig, one.id, 'chief', ...moves);

const resolve = { move: 'resolve', outcome: 'fixed', text: '楼道已经清理干净，物业写了保证书' };
const whats = (body: { history: { what: string }[] }) => body.history.map(({ what }) => what);

describe('a danger that co-reporters reported before', () => {
  test('is offered with their number, and with nothing that would identify them', async () => {
    const rig = await http();
    const [first, second, third] = await coReporters(rig, { what: 'CANARY-FIRST' }, {}, {});
    expect([first, second, third].map(({ receipt }) => receipt.sameReports)).toEqual([undefined, 1, 2]);
    const { text, body } = await follow(rig, third);
    expect(body).toMatchObject({ sameReports: 2, actions: ['add-message', 'withdraw', 'join'] });
    for (const one of [first, second]) {
      for (const secret of ['CANARY-FIRST', one.receipt.reference, one.id, one.token]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  test.each([
    ['at another place', { place: 'gate' }],
    ['of another kind', { details: { kind: 'equipment' } }],
  ])('%s is another one', async (_, more) => {
    const rig = await http();
    const place = await rig.world.store.findPlace('b3-1');
    if (place !== undefined) await enteredPlace(rig.world.store, { ...place, code: 'gate' });
    const [, second] = await coReporters(rig, {}, more);
    expect((await follow(rig, second)).body.sameReports).toBeUndefined();
  });

  test.each([
    ['is the same seven days later', 7 * DAY, 1],
    ['is another one after that', 7 * DAY + 1, undefined],
  ])('%s', async (_, later, reports) => {
    const rig = await http();
    await reported(rig, hazard);
    time(rig).pass(later);
    expect((await reported(rig, hazard)).receipt.sameReports).toBe(reports);
  });

  test('is not offered of any other type, which would reveal co-reporters', async () => {
    const rig = await http();
    for (const type of ['dispute', 'lead', 'welfare', 'other']) {
      const all = [await reported(rig, { type, details: {} }), await reported(rig, { type, details: {} })];
      for (const one of all) expect((await follow(rig, one)).body.actions).not.toContain('join');
      expect((await join(rig, all[1] ?? never())).body.code).toBe('nothing-to-join');
    }
  });

  test('is offered no more once it has its answer', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await work(rig, first, { move: 'start' }, resolve);
    expect((await follow(rig, second)).body.sameReports).toBeUndefined();
    expect((await join(rig, second)).status).toBe(409);
  });
});

describe('a co-reporter', () => {
  test('sees that work goes on, and nothing of what is agreed with the first reporter', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    await work(rig, first, { move: 'start' }, { move: 'schedule', at: '2026-11-25T03:10:00Z' });
    expect((await follow(rig, first)).body.appointmentAt).toBe('2026-11-25T03:10:00.000Z');
    const { body, text } = await follow(rig, second);
    expect(body).toMatchObject({ status: 'in-progress', nextStep: { step: 'answer' } });
    expect(text).not.toMatch(/appointment|2026-11-25/);
    await work(rig, first, { move: 'resume' }, { move: 'ask-resident', text: '是哪一层？' });
    expect((await follow(rig, first)).body.status).toBe('waiting-resident');
    expect((await follow(rig, second)).body.status).toBe('in-progress');
  });

  test('keeps reference, link and receipt, and follows what is promised to the first reporter', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    expect((await join(rig, second, { commandId: 'once' })).status).toBe(200);
    expect((await join(rig, second, { commandId: 'once' })).status).toBe(200);
    expect((await join(rig, second)).body.code).toBe('nothing-to-join');
    const { body } = await follow(rig, second);
    expect(body).toMatchObject({ reference: second.receipt.reference, status: 'received', coReporters: 1 });
    expect(body.receipt).toBe(second.receipt.receipt);
    expect(body.respondBy).toBe(first.receipt.respondBy);
    expect((await follow(rig, first)).body.coReporters).toBe(1);
    expect(await seen(rig, first)).toMatchObject({ linked: [second.id], coReporters: 1 });
  });

  test('reads the outcome and the messages to everybody, and none to the first reporter alone', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, { what: 'CANARY-WHAT' }, {});
    await work(rig, first, { move: 'reply', text: 'CANARY-BEFORE' });
    await join(rig, second);
    await rig.ask('POST /v1/track/{token}/messages', {
      path: { token: first.token },
      body: { text: 'CANARY-MESSAGE' },
    });
    await work(rig, first, { move: 'reply', text: 'CANARY-REPLY' }, { move: 'note', text: 'CANARY-NOTE' });
    await work(rig, first, { move: 'reply', to: 'everyone', text: '明天上午清理，请大家配合' }, resolve);
    const { text, body } = await follow(rig, second);
    expect(text).not.toContain('CANARY');
    expect(text).toContain('明天上午清理，请大家配合');
    expect(text).toContain(resolve.text);
    expect(body).toMatchObject({ status: 'resolved', outcome: { code: 'fixed' } });
    expect(body.actions).toEqual(['add-message', 'rate', 'reopen']);
    expect((await follow(rig, first)).text).toContain('明天上午清理，请大家配合');
  });

  test('rates on their own, and what they write is shown only to them and the station', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    const path = { token: second.token };
    const early = await rig.ask('POST /v1/track/{token}/rating', { path, body: { rating: 'satisfied' } });
    expect(early.status).toBe(409);
    await rig.ask('POST /v1/track/{token}/messages', { path, body: { text: 'CANARY-SECOND' } });
    await work(rig, first, { move: 'start' }, resolve);
    await rig.ask('POST /v1/track/{token}/rating', {
      path,
      body: { rating: 'dissatisfied', text: 'CANARY' },
    });
    expect((await follow(rig, second)).body.rating).toBe('dissatisfied');
    const others = await follow(rig, first);
    expect(others.text).not.toContain('CANARY');
    expect(others.body.rating).toBeUndefined();
    expect(others.body.actions).toContain('rate');
    expect(JSON.stringify(await seen(rig, second))).toContain('CANARY-SECOND');
  });

  test('rates the next answer anew when others say that it is not solved', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    await work(rig, first, { move: 'start' }, resolve);
    const rate = (rating: string) =>
      rig.ask('POST /v1/track/{token}/rating', { path: { token: second.token }, body: { rating } });
    expect((await rate('satisfied')).status).toBe(200);
    expect((await rate('satisfied')).body.code).toBe('already-rated');
    await rig.ask('POST /v1/track/{token}/reopen', { path: { token: first.token }, body: {} });
    expect((await follow(rig, second)).body.rating).toBeUndefined();
    expect((await rate('satisfied')).status).toBe(409);
    await work(rig, first, { move: 'start' }, resolve);
    expect((await follow(rig, second)).body.actions).toContain('rate');
    expect((await rate('dissatisfied')).status).toBe(200);
    expect((await rate('dissatisfied')).body.code).toBe('already-rated');
    expect((await follow(rig, second)).body.rating).toBe('dissatisfied');
  });

  test('says "not solved", which reopens it for all, and the words are shown to nobody else', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    await work(rig, first, { move: 'start' }, resolve);
    const path = { token: second.token };
    const body = { text: 'CANARY 又堆上了' };
    expect((await rig.ask('POST /v1/track/{token}/reopen', { path, body })).status).toBe(200);
    const theirs = await follow(rig, first);
    expect(theirs.body.status).toBe('reopened');
    expect(theirs.text).not.toContain('CANARY');
    expect(theirs.body.history.at(-1).who).toBe('一位邻居');
    const own = await follow(rig, second);
    expect(own.body.status).toBe('reopened');
    expect(whats(own.body).filter((what) => what === wordsOf('zh-CN').facts.reopened)).toHaveLength(1);
    expect(own.text).toContain('CANARY 又堆上了');
  });

  test('cannot reopen it when the time for that is over', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    await work(rig, first, { move: 'start' }, resolve);
    time(rig).pass(8 * DAY);
    const path = { token: second.token };
    const { body } = await rig.ask('POST /v1/track/{token}/reopen', { path, body: {} });
    expect(body.code).toBe('window-over');
    expect((await follow(rig, second)).body.actions).not.toContain('reopen');
  });
});

describe('taking it back', () => {
  test('removes the co-reporter who does it, and nobody else', async () => {
    const rig = await http();
    const [first, second, third] = await coReporters(rig, {}, {}, {});
    await join(rig, second);
    await join(rig, third);
    expect((await withdraw(rig, second)).status).toBe(200);
    expect((await follow(rig, second)).body).toMatchObject({ status: 'withdrawn', actions: ['reopen'] });
    expect((await follow(rig, third)).body).toMatchObject({ status: 'received', coReporters: 1 });
    expect((await follow(rig, first)).body).toMatchObject({ status: 'received', coReporters: 1 });
  });

  test('by the first reporter keeps it open for the co-reporters, and shows the first reporter no more', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    expect((await withdraw(rig, first)).status).toBe(200);
    expect(await seen(rig, first)).toMatchObject({ status: 'received', reporterLeft: true });
    await work(rig, first, { move: 'reply', to: 'everyone', text: 'CANARY 明天来' }, resolve);
    const left = await follow(rig, first);
    expect(left.body).toMatchObject({ status: 'withdrawn', actions: ['reopen'] });
    expect(left.text).not.toContain('CANARY');
    expect((await withdraw(rig, first)).status).toBe(409);
    expect((await follow(rig, second)).body.status).toBe('resolved');
    expect((await follow(rig, second)).body.coReporters).toBeUndefined();
  });

  test('by the last reporter asks an officer, as the type says, and never leaves it without a next step', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    await withdraw(rig, first);
    await withdraw(rig, second);
    const { status, dueAt, history } = await seen(rig, first);
    expect(status).toBe('received');
    expect(dueAt).toBeDefined();
    expect(history.at(-1).fact).toBe('co-reporter-left');
    await work(rig, first, { move: 'grant-withdrawal' });
    expect((await seen(rig, first)).status).toBe('withdrawn');
  });
});

describe('linked cases', () => {
  test('in a chain lead every reporter to the primary case', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    const other = await reported(rig, { ...hazard, details: { kind: 'equipment' } });
    await join(rig, second);
    await work(rig, first, { move: 'mark-duplicate', of: other.id });
    expect(await seen(rig, other)).toMatchObject({ coReporters: 2, linked: [first.id] });
    await work(rig, other, { move: 'start' }, resolve);
    for (const one of [first, second]) {
      const { body, text } = await follow(rig, one);
      expect(body).toMatchObject({ status: 'resolved', reference: one.receipt.reference, coReporters: 2 });
      expect(text).toContain(resolve.text);
    }
    await rig.ask('POST /v1/track/{token}/reopen', { path: { token: second.token }, body: {} });
    expect((await seen(rig, other)).status).toBe('reopened');
  });

  test('are linked by an officer in one commit, on both or on neither', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, { details: { kind: 'equipment' } });
    await work(rig, second, { move: 'mark-duplicate', of: first.id });
    expect(await seen(rig, first)).toMatchObject({ coReporters: 1, linked: [second.id] });
    const body = { move: 'mark-duplicate', of: second.id, expectedVersion: (await seen(rig, first)).version };
    const path = { id: first.id };
    const circle = await rig.as('chief', 'POST /v1/office/cases/{id}/moves', { path, body });
    expect(circle.body.code).toBe('no-longer-worked-on');
  });

  test('are closed by the clock for all co-reporters', async () => {
    const rig = await http();
    const [first, second] = await coReporters(rig, {}, {});
    await join(rig, second);
    await work(rig, first, { move: 'start' }, resolve);
    const key = inScope(deskOf('officer'), first.id as never);
    time(rig).pass(30 * DAY);
    const found = await rig.world.store.load(key);
    expect(found).toBeDefined();
    if (found !== undefined) await tick(rig.world, key, time(rig).now());
    expect((await follow(rig, second)).body.status).toBe('closed');
    expect((await follow(rig, second)).body.actions).toEqual(['rate']);
  });
});

describe('on the page, without a script', () => {
  test('linking is offered in words, with one button', async () => {
    const rig = await http();
    const [, second, third] = await coReporters(rig, {}, {}, {});
    const zh = await openCase(rig, third.token);
    expect(readable(zh.text)).toContain('已有 2 位邻居反映过这件事');
    const en = readable((await openCase(rig, second.token, { lang: 'en' })).text);
    expect(en).toContain('One neighbour has reported this already');
    expect(en.replaceAll('中文', '')).not.toContain('neighbours have');
    const done = await act(rig, second.token, { action: 'join', commandId: 'x1' });
    expect(done.status).toBe(303);
    const after = readable((await openCase(rig, second.token, { lang: 'en' })).text);
    expect(after).toContain('One neighbour reported this too');
    expect(after).toContain('It goes on for the others');
    expect(after).not.toContain('It is the same, join them');
  });
});

function never(): never {
  throw new Error('it was reported');
}
