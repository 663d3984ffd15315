import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { inScope } from '../../shared/cases/case-key.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { deskOf } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { atDesk } from './at-desk.ts';
import { type Answered, type HttpApi, http, reported } from './http-api.ts';

const time = ({ world }: HttpApi) => world.system as SeededSystem;

const follow = ({ ask }: HttpApi, token: string, headers = {}): Promise<Answered> =>
  ask('GET /v1/track/{token}', { path: { token }, headers });

const work = (rig: HttpApi, id: string, ...moves: readonly object[]) => atDesk(rig, id, 'officer', ...moves);

const reply = { move: 'reply', text: '您好，我们正在查看电梯监控' };
const resolve = { move: 'resolve', outcome: 'returned', text: '手机已在保安岗找到，请来领取' };

describe('a date beyond the announced holidays', () => {
  const may = { mayMove: true };

  test('is marked wherever it stands: in the receipt, on the way, and for staff', async () => {
    const rig = await http();
    time(rig).pass(at('2026-12-31 15:00') - time(rig).now());
    const { id, token, receipt } = await reported(rig, { type: 'consultation', details: {} });
    expect(receipt).toMatchObject({ ...may, nextStep: may });
    const { body } = await follow(rig, token);
    expect(body).toMatchObject({ ...may, nextStep: may });
    expect(body.promises).toMatchObject([
      { promise: 'acknowledge', ...may },
      { promise: 'respond', ...may },
      { promise: 'resolve', ...may },
    ]);
    const shown = await rig.as('officer', 'GET /v1/office/cases/{id}', { path: { id } });
    // The first reminder of the acknowledgement is due today.
    expect(shown.body).not.toHaveProperty('mayMove');
    time(rig).pass(2 * HOUR);
    await work(rig, id, { move: 'acknowledge' });
    const later = await rig.as('officer', 'GET /v1/office/cases/{id}', { path: { id } });
    expect(later.body).toMatchObject(may);
    const clock = await rig.as('officer', 'GET /v1/office/cases/{id}/clock', { path: { id } });
    expect(clock.body.next).toMatchObject({ beyondHorizon: true });
  });

  test('is marked no more once the promise was kept, and never on a day that is known', async () => {
    const rig = await http();
    time(rig).pass(at('2026-12-31 15:00') - time(rig).now());
    const { id, token } = await reported(rig, { type: 'consultation', details: {} });
    await work(rig, id, reply);
    const { body } = await follow(rig, token);
    expect(body).not.toHaveProperty('mayMove');
    expect(body.promises[1]).toEqual(expect.not.objectContaining(may));
    const known = await reported(rig, { type: 'lost-item', details: { item: 'phone' } });
    expect(known.receipt).not.toHaveProperty('mayMove');
  });
});

describe('following a case', () => {
  test('shows the promise as an absolute time, who keeps it, and what happened so far', async () => {
    const rig = await http();
    const { token, receipt } = await reported(rig);
    const { status, body } = await follow(rig, token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reference: receipt.reference,
      title: '东西丢了',
      status: 'received',
      statusText: '已收到',
      respondBy: '2026-11-23T04:00:00.000Z',
      nextStep: { what: '有人答复您', who: '社区民警', by: '2026-11-23T04:00:00.000Z' },
      phone: '138 •••• 0003',
      actions: ['add-message', 'withdraw'],
    });
    expect(body.history).toEqual([
      { at: '2026-11-23T02:00:00.000Z', what: '收到您的求助', who: '您', text: '黑色手机，落在电梯里了' },
    ]);
    expect(
      body.promises.map(({ promise, state }: { promise: string; state: string }) => `${promise} ${state}`),
    ).toEqual(['acknowledge open', 'respond open', 'resolve open']);
  });

  test('shows the answer in the words of the person, by role', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    await work(rig, id, reply);
    const { body } = await follow(rig, token, { 'accept-language': 'en' });
    expect(body.history.at(-1)).toMatchObject({
      what: 'Answer of the community officer',
      who: 'community officer',
      text: reply.text,
    });
    expect(body.promises[1]).toMatchObject({ promise: 'respond', state: 'kept' });
    expect(body.nextStep).toMatchObject({ step: 'news', what: 'You hear how it goes' });
  });

  test('shows a missed promise first, with an apology and with who was informed', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    time(rig).pass(2 * HOUR);
    const key = inScope(deskOf('officer'), id as never);
    await tick(rig.world, key, time(rig).now());
    time(rig).pass(31 * MINUTE);
    await tick(rig.world, key, time(rig).now());
    const { body } = await follow(rig, token);
    expect(body.late).toMatchObject({
      promise: 'respond',
      since: '2026-11-23T04:00:00.000Z',
      words: '抱歉，我们没有按时做到。',
      informed: expect.stringContaining('已报告：值班保安'),
    });
    expect(body.promises[1]).toMatchObject({ promise: 'respond', state: 'missed' });
  });

  test('is late by the current time, also before a sweep has recorded the breach', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    time(rig).pass(2 * HOUR + MINUTE);
    const { body } = await follow(rig, token);
    expect(body.late).toMatchObject({ promise: 'respond', since: '2026-11-23T04:00:00.000Z' });
  });

  test('shows a missed acknowledgement alone as long as the answer may still be in time', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    time(rig).pass(30 * MINUTE);
    const { body } = await follow(rig, token);
    expect(body.late).toMatchObject({ promise: 'acknowledge', since: '2026-11-23T02:30:00.000Z' });
    time(rig).pass(90 * MINUTE);
    expect((await follow(rig, token)).body.late.promise).toBe('respond');
  });

  test('of an appointment shows its time and not the grace period after it', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    await work(rig, id, { move: 'start' }, { move: 'schedule', at: '2026-11-24T02:00:00Z' });
    const { body } = await follow(rig, token);
    expect(body.nextStep).toMatchObject({ step: 'answer' });
    // The appointment is shown from the start, also while an earlier answer is promised.
    expect(body.appointmentAt).toBe('2026-11-24T02:00:00.000Z');
    expect(body.history.at(-1)).toMatchObject({
      what: '已约好时间',
      appointmentAt: '2026-11-24T02:00:00.000Z',
    });
    await work(rig, id, reply);
    const later = await follow(rig, token);
    expect(later.body.nextStep).toMatchObject({ step: 'appointment', by: '2026-11-24T02:00:00.000Z' });
    await work(rig, id, { move: 'resume' });
    expect((await follow(rig, token)).body).not.toHaveProperty('appointmentAt');
  });

  test('unknown, wrong and malformed tokens are answered alike, to the byte', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    const answers = await Promise.all(
      [
        'A'.repeat(32),
        `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
        'x',
        `${token}A`,
        '../me',
      ].map((wrong) => follow(rig, wrong)),
    );
    expect(
      new Set(answers.map(({ status, text, headers }) => JSON.stringify([status, text, headers]))).size,
    ).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('an unchanged case', () => {
  test('is answered by 304 with nothing in it', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    const first = await follow(rig, token);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    for (const known of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*']) {
      const again = await follow(rig, token, { 'if-none-match': known });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', tag]);
      expect(again.headers).not.toHaveProperty('content-type');
    }
  });

  test('is whole again when something happened, when a promise passed, and in another language', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    const tag = async (headers = {}) => String((await follow(rig, token, headers)).headers.etag);
    const first = await tag();
    const english = await tag({ 'accept-language': 'en' });
    await work(rig, id, reply);
    const replied = await tag();
    time(rig).pass(9 * 24 * HOUR);
    const late = await tag();
    expect(new Set([first, english, replied, late]).size).toBe(4);
    expect((await follow(rig, token, { 'if-none-match': first })).status).toBe(200);
  });
});

describe('the resident', () => {
  const act = (rig: HttpApi, what: string, token: string, body?: unknown) =>
    rig.ask(`POST /v1/track/{token}/${what}` as 'POST /v1/track/{token}/messages', { path: { token }, body });

  test('adds something, once, however often it is sent', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    const body = { text: '手机壳是红色的', commandId: 'form-1' };
    const answers = [await act(rig, 'messages', token, body), await act(rig, 'messages', token, body)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.text).toBe(answers[0]?.text);
    const { body: seen } = await follow(rig, token);
    expect(seen.history.filter(({ text }: { text?: string }) => text === body.text)).toHaveLength(1);
  });

  test('is refused when the same command id comes with other words', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    await act(rig, 'messages', token, { text: '一', commandId: 'form-1' });
    const other = await act(rig, 'messages', token, { text: '二', commandId: 'form-1' });
    expect(other).toMatchObject({ status: 409, body: { code: 'command-used' } });
  });

  test('takes it back without a word', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    expect(await act(rig, 'withdraw', token)).toMatchObject({
      status: 200,
      body: { status: 'withdrawn', statusText: '已撤回' },
    });
    expect((await follow(rig, token)).body).toMatchObject({ status: 'withdrawn', actions: ['reopen'] });
  });

  test('rates once, and says “not solved” within the window', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    await work(rig, id, { move: 'start' }, resolve);
    expect((await follow(rig, token)).body).toMatchObject({
      outcome: { code: 'returned', words: '已归还' },
      nextStep: { step: 'window', who: '您' },
      actions: ['add-message', 'rate', 'reopen'],
    });
    expect((await act(rig, 'rating', token, { rating: 'dissatisfied' })).status).toBe(200);
    expect((await act(rig, 'rating', token, { rating: 'dissatisfied' })).body.code).toBe('already-rated');
    const ratedOnce = (await follow(rig, token)).body;
    expect(ratedOnce).toMatchObject({ rating: 'dissatisfied', ratingUntil: '2026-11-24T02:00:00.000Z' });
    expect(ratedOnce.actions).toContain('rate');
    expect((await act(rig, 'rating', token, { rating: 'satisfied' })).status).toBe(200);
    expect((await follow(rig, token)).body.rating).toBe('satisfied');
    expect((await act(rig, 'reopen', token, { text: '不是我的手机' })).body.status).toBe('reopened');
    expect((await follow(rig, token)).body.history.at(-1)).toMatchObject({
      what: '重新办理',
      text: '不是我的手机',
    });
  });

  test('is refused what is not possible now, with the status of the case', async () => {
    const rig = await http();
    const { token } = await reported(rig);
    const { status, body } = await act(rig, 'reopen', token);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'move-not-allowed', move: 'reopen', from: 'received' });
    expect(body.detail).toContain('已收到');
  });

  test.each(['messages', 'rating', 'reopen', 'withdraw'])(
    'with a wrong token finds nothing to %s',
    async (what) => {
      const rig = await http();
      const body = { messages: { text: 'x' }, rating: { rating: 'satisfied' } }[what] ?? {};
      expect((await act(rig, what, 'A'.repeat(32), body)).status).toBe(404);
      expect((await act(rig, what, 'A', body)).status).toBe(404);
    },
  );
});
