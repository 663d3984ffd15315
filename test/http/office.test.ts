import { describe, expect, test } from 'vitest';
import { knownKinds } from '../../shared/adapters/channels/channels.ts';
import { guessLimiter } from '../../shared/adapters/guess-limiter.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { toIso } from '../../shared/engine/calendar/instant.ts';
import { api } from '../../shared/http/api.ts';
import { authenticateStaff } from '../../shared/http/authenticate-staff.ts';
import { staffEndpoints } from '../../shared/http/endpoints/staff-endpoints.ts';
import { KeysUnavailable } from '../../shared/http/verify-token.ts';
import { deskOf, station } from '../cases/room.ts';
import { httpEvent, lambdaContext } from './event.ts';
import { type HttpApi, http, ofStaff, origin, reported } from './http-api.ts';

const moves = 'POST /v1/office/cases/{id}/moves';
const doing = (rig: HttpApi, id: string, body: object) => rig.as('officer', moves, { path: { id }, body });

describe('the desk', () => {
  test('says who the token is of', async () => {
    const { as } = await http();
    expect((await as('guard', 'GET /v1/me')).body).toEqual({
      now: '2026-11-23T02:00:00.000Z',
      person: 'p-guard',
      station: 'st1',
      role: 'guard',
    });
  });

  test('lists cases by what is due first, a page at a time', async () => {
    const rig = await http();
    await reported(rig);
    await reported(rig, { type: 'lost-person', details: {} });
    const first = await rig.as('officer', 'GET /v1/office/cases', { query: { limit: '1' } });
    expect(first.body.rows).toMatchObject([
      { type: 'lost-person', priority: 'P0', status: 'received', building: 'b3', responsible: 'guard' },
    ]);
    const next = await rig.as('officer', 'GET /v1/office/cases', {
      query: { limit: '1', cursor: first.body.next },
    });
    expect(next.body.rows).toMatchObject([{ type: 'lost-item' }]);
    expect(next.body).not.toHaveProperty('next');
  });

  test('returns the counts of the morning brief', async () => {
    const rig = await http();
    await reported(rig);
    const { body } = await rig.as('officer', 'GET /v1/office/brief');
    expect(body).toMatchObject({ open: 1, overdue: 0, newOvernight: 1, atLeast: false });
    expect(body.first).toHaveLength(1);
    const messages = { stuck: 0, stuckAtLeast: false, shortToday: 31, shortPerDayMax: 200 };
    expect(body.messages).toEqual(messages);
    expect((await rig.as('guard', 'GET /v1/office/brief')).body).not.toHaveProperty('messages');
  });

  test('counts in the brief the messages that reached nobody, and says since when', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    const key = keyOf({ station, caseId: id as CaseId });
    const pending = await rig.world.store.pending(key);
    for (const one of pending) await rig.world.store.settle(one, 'dead', { reason: 'channel-refused' });
    const { body } = await rig.as('chief', 'GET /v1/office/brief');
    expect(body.messages).toMatchObject({
      stuck: pending.length,
      stuckSince: toIso(pending[0]?.createdAt ?? 0),
    });
    expect(pending.length).toBeGreaterThan(0);
  });

  test('shows a case with its words, its history, its messages and what can be done', async () => {
    const rig = await http();
    const { id, receipt } = await reported(rig);
    await doing(rig, id, { move: 'note', expectedVersion: 1, text: '已去查看' });
    const { body } = await rig.as('officer', 'GET /v1/office/cases/{id}', { path: { id } });
    expect(body).toMatchObject({
      caseId: id,
      reference: receipt.reference,
      version: 2,
      priority: 'P2',
      details: { item: 'phone' },
      contact: { phone: '138 **** 0003', name: '王女士' },
      texts: [
        { kind: 'what', by: { kind: 'resident' }, text: '黑色手机，落在电梯里了' },
        { kind: 'note', by: { kind: 'staff', role: 'officer', person: 'p-officer' }, text: '已去查看' },
      ],
      history: [{ fact: 'submitted' }, { fact: 'noted', by: { person: 'p-officer' } }],
    });
    expect(body.deliveries).toContainEqual(
      expect.objectContaining({ to: 'resident', kind: 'receipt', state: 'pending' }),
    );
    expect(body.moves).toContain('reply');
    expect(body.moves).not.toContain('resolve');
    const auditor = await rig.as('auditor', 'GET /v1/office/cases/{id}', { path: { id } });
    expect(auditor.body.moves).toEqual([]);
  });

  test('explains every deadline', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    const { body } = await rig.as('officer', 'GET /v1/office/cases/{id}/clock', { path: { id } });
    expect(body.clocks[0]).toEqual({
      kind: 'acknowledge',
      calendar: 'duty',
      startedAt: '2026-11-23T02:00:00.000Z',
      promiseAt: '2026-11-23T02:30:00.000Z',
      state: 'running',
      late: false,
      beyondHorizon: false,
      reminders: [
        { at: '2026-11-23T02:15:00.000Z', taken: false },
        { at: '2026-11-23T02:24:00.000Z', taken: false },
      ],
      work: [{ from: '2026-11-23T02:00:00.000Z', to: '2026-11-23T02:30:00.000Z' }],
      workingMinutes: 30,
      workingMinutesLeft: 30,
      responsible: 'officer',
    });
    expect(body.next).toMatchObject({ dueAt: '2026-11-23T02:15:00.000Z', dueKind: 'remind:acknowledge' });
  });
});

describe('a move', () => {
  test('is answered with the version it made and what is due next', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    const { status, body } = await doing(rig, id, { move: 'acknowledge', expectedVersion: 1 });
    expect(status).toBe(200);
    expect(body).toEqual({
      version: 2,
      status: 'acknowledged',
      dueAt: '2026-11-23T03:00:00.000Z',
      dueKind: 'remind:respond',
      responsible: 'officer',
    });
  });

  test('on a version that somebody changed meanwhile is 412 and returns the version', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    await doing(rig, id, { move: 'acknowledge', expectedVersion: 1 });
    const late = await doing(rig, id, { move: 'start', expectedVersion: 1 });
    expect(late).toMatchObject({ status: 412, body: { code: 'changed-meanwhile', version: 2 } });
  });

  test('that the lifecycle does not have is 409 and names from and to', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    const body = { move: 'resolve', expectedVersion: 1, outcome: 'returned', text: '手机已在保安岗找到了' };
    const { status, body: problem } = await doing(rig, id, body);
    expect(status).toBe(409);
    expect(problem).toMatchObject({
      code: 'move-not-allowed',
      move: 'resolve',
      from: 'received',
      to: 'resolved',
    });
  });

  test('sent twice with one command id is done once, and answered as the first time', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    const body = { move: 'note', expectedVersion: 1, text: '看过了', commandId: 'tap-1' };
    const [first, again] = [await doing(rig, id, body), await doing(rig, id, body)];
    expect(again.text).toBe(first.text);
  });

  test('with an outcome of another type names it', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    await doing(rig, id, { move: 'start', expectedVersion: 1 });
    const body = { move: 'resolve', expectedVersion: 2, outcome: 'settled', text: '手机已在保安岗找到了' };
    expect(await doing(rig, id, body)).toMatchObject({
      status: 422,
      body: { code: 'unknown-outcome', outcome: 'settled' },
    });
  });

  test('takes times in ISO 8601 and answers in it', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    await doing(rig, id, { move: 'start', expectedVersion: 1 });
    const body = { move: 'schedule', expectedVersion: 2, at: '2026-11-24T10:00:00+08:00' };
    expect((await doing(rig, id, body)).body.status).toBe('scheduled');
  });
});

describe('the second check', () => {
  const authenticated = async (verify: Parameters<typeof authenticateStaff>[0]) => {
    const { world, ...rig } = await http();
    const files = { document: async () => '', scriptText: async () => '' };
    const limiter = guessLimiter(world);
    const connections = {
      world,
      guessLimiter: limiter,
      isProxy: () => false,
      origin,
      uploadOrigin: origin,
      ...files,
    };
    const logger = { record: async () => undefined, count: async () => undefined };
    const handler = api({
      endpoints: staffEndpoints,
      authenticate: authenticateStaff(verify, async () => false, {
        ...world,
        ...ofStaff,
        channelKinds: async () => knownKinds,
      }),
      connections,
      logger,
    });
    return { ...rig, handler };
  };

  test('checks the token at the gateway’s time of receipt, not by the function’s own clock', async () => {
    const seen: unknown[] = [];
    const { handler } = await authenticated(async (...asked) => {
      seen.push(asked);
      return deskOf('officer');
    });
    const sent = { headers: { authorization: 'Bearer x' }, timeEpoch: 1_790_841_600_123 };
    expect((await handler(httpEvent('GET /v1/me', sent), lambdaContext)).statusCode).toBe(200);
    expect(seen).toEqual([['Bearer x', 1_790_841_600_123]]);
  });

  test('is 503 and not 401 when the issuer’s keys cannot be fetched', async () => {
    const { handler } = await authenticated(() => Promise.reject(new KeysUnavailable('no keys')));
    const answer = await handler(httpEvent('GET /v1/me'), lambdaContext);
    expect([answer.statusCode, answer.headers?.['retry-after']]).toEqual([503, '5']);
  });

  test('ignores the claims that the gateway says it has verified', async () => {
    const { handler } = await authenticated(async () => undefined);
    const event = httpEvent('GET /v1/me');
    const claims = { sub: 'p-1', groups: '[chief]', station: 'st1' };
    const context = { ...event.requestContext, authorizer: { jwt: { claims, scopes: [] } } };
    const answer = await handler({ ...event, requestContext: context } as typeof event, lambdaContext);
    expect(answer.statusCode).toBe(401);
  });
});
