import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { inScope } from '../../shared/cases/case-key.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { checkProgress, keysIn } from '../../shared/receipt/verify.ts';
import { deskOf } from '../cases/room.ts';
import { claimsOf } from '../receipt/decoded.ts';
import { act, openCase, readable } from '../web/pages.ts';
import { atDesk } from './at-desk.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const hazard = { type: 'hazard', details: { kind: 'clutter' }, what: '楼道里堆满了纸箱' };
const reason = '看了现场，是两处不同的杂物，分开办理';
const resolve = { move: 'resolve', outcome: 'fixed', text: '楼道已经清理干净，物业写了保证书' };
const time = ({ world }: HttpApi) => world.system as SeededSystem;

type One = Awaited<ReturnType<typeof reported>>;

async function several(rig: HttpApi, count: number, more: object = {}): Promise<[One, One, One, ...One[]]> {
  const all: One[] = [];
  for (let left = count; left > 0; left -= 1) {
    all.push(await reported(rig, { ...hazard, ...more }));
    time(rig).pass(MINUTE);
  }
  return all as [One, One, One, ...One[]];
}

const follow = async ({ ask }: HttpApi, { token }: One) =>
  (await ask('GET /v1/track/{token}', { path: { token } })).body;
const tell = (rig: HttpApi, { token }: One, action: 'join' | 'withdraw' | 'reopen', body = {}) =>
  rig.ask(`POST /v1/track/{token}/${action}`, { path: { token }, body });
const seen = async (rig: HttpApi, { id }: One) =>
  (await rig.as('chief', 'GET /v1/office/cases/{id}', { path: { id } })).body;
const work = (rig: HttpApi, { id }: One, ...moves: readonly object[]) => atDesk(rig, id, 'chief', ...moves);

/** Asks for one move, which may be refused. */
async function asked(rig: HttpApi, role: 'officer' | 'chief', { id }: One, move: object) {
  const { version } = await seen(rig, { id } as One);
  const body = { expectedVersion: version, ...move };
  return rig.as(role, 'POST /v1/office/cases/{id}/moves', { path: { id }, body });
}

describe('an emergency is not lost in another case', () => {
  test('that is no longer worked on, or of another type', async () => {
    const rig = await http();
    const lost = await reported(rig, { type: 'lost-person', details: {} });
    const closed = await reported(rig, { type: 'consultation', details: {} });
    const open = await reported(rig, { type: 'consultation', details: {} });
    const handOver = { move: 'transfer', to: 'committee', ref: 'A-1', text: resolve.text };
    await work(rig, closed, handOver, { move: 'confirm-handover' });
    const into = ({ id }: One) => asked(rig, 'officer', lost, { move: 'mark-duplicate', of: id });
    expect(await into(closed)).toMatchObject({ status: 409, body: { code: 'no-longer-worked-on' } });
    const { status, body } = await into(open);
    expect([status, body.code]).toEqual([409, 'other-type']);
    expect(body.detail).toContain('请先改变类型');
    expect(await seen(rig, lost)).toMatchObject({ status: 'received', priority: 'P0' });
  });

  test('that is calmer: in the same commit that one becomes as urgent', async () => {
    const rig = await http();
    const calm = await reported(rig, { type: 'dispute', details: {} });
    const violent = await reported(rig, { type: 'dispute', details: { risk: 'violence' } });
    await work(rig, violent, { move: 'mark-duplicate', of: calm.id });
    const primary = await seen(rig, calm);
    expect(primary).toMatchObject({ priority: 'P1', details: { risk: 'violence' }, version: 2 });
    expect(primary.deliveries.map(({ kind }: { kind: string }) => kind)).toContain('alert');
    const due = await rig.world.store.due('P1', 0, time(rig).now() + 30 * DAY, 50);
    expect(due.rows.flatMap((row) => (row.row === 'aggregate' ? [row.key.id] : []))).toContain(calm.id);
  });
});

describe('a link that was a mistake', () => {
  test('is undone by a chief: both histories say so, and the resident reads why', async () => {
    const rig = await http();
    const [first, second] = await several(rig, 2);
    await work(rig, second, { move: 'mark-duplicate', of: first.id });
    expect((await seen(rig, second)).moves).toContain('unlink');
    const officer = await asked(rig, 'officer', second, { move: 'unlink', text: reason });
    expect(officer.status).toBe(404);
    await work(rig, second, { move: 'unlink', text: reason });
    const own = await seen(rig, second);
    expect(own).toMatchObject({ status: 'in-progress', dueKind: expect.any(String) });
    expect(own.duplicateOf).toBeUndefined();
    expect(own.history.at(-1).fact).toBe('unlinked');
    const primary = await seen(rig, first);
    expect(primary.coReporters ?? 0).toBe(0);
    expect(primary.linked).toBeUndefined();
    expect(primary.history.at(-1).fact).toBe('co-reporter-unlinked');
    const page = await follow(rig, second);
    expect(page).toMatchObject({ status: 'in-progress', actions: ['add-message', 'withdraw'] });
    expect(page.history.at(-1)).toMatchObject({ text: reason });
    expect((await follow(rig, first)).coReporters).toBeUndefined();
  });

  test('is undone after the other case was closed, and may be made again', async () => {
    const rig = await http();
    const [first, second] = await several(rig, 2);
    await work(rig, second, { move: 'mark-duplicate', of: first.id });
    await work(rig, second, { move: 'unlink', text: reason }, { move: 'mark-duplicate', of: first.id });
    expect(await seen(rig, first)).toMatchObject({ coReporters: 1, linked: [second.id] });
    const handOver = { move: 'transfer', to: 'committee', ref: 'A-1', text: resolve.text };
    await work(rig, first, handOver, { move: 'confirm-handover' });
    await work(rig, second, { move: 'unlink', text: reason });
    expect(await seen(rig, first)).toMatchObject({ status: 'closed' });
    expect((await seen(rig, second)).dueAt).toBeDefined();
  });

  test('in a chain takes its own co-reporters along, and leaves the others where they are', async () => {
    const rig = await http();
    const [first, middle, last, gone] = (await several(rig, 4)) as unknown as [One, One, One, One];
    for (const one of [last, gone]) await work(rig, one, { move: 'mark-duplicate', of: middle.id });
    await work(rig, middle, { move: 'mark-duplicate', of: first.id });
    expect((await seen(rig, first)).coReporters).toBe(3);
    await tell(rig, gone, 'withdraw');
    expect((await seen(rig, first)).coReporters).toBe(2);
    await work(rig, middle, { move: 'unlink', text: reason });
    expect((await seen(rig, middle)).coReporters).toBe(1);
    expect((await follow(rig, middle)).coReporters).toBe(1);
    expect((await follow(rig, first)).coReporters).toBeUndefined();
    expect((await follow(rig, last)).status).toBe('in-progress');
    await work(rig, last, { move: 'unlink', text: reason });
    expect((await follow(rig, middle)).coReporters).toBeUndefined();
  });

  test('of a case whose own reporter had left lets that case end by the rules of its type', async () => {
    const rig = await http();
    const [first, second] = await several(rig, 2, { type: 'other', details: {} });
    await work(rig, second, { move: 'mark-duplicate', of: first.id });
    await tell(rig, first, 'withdraw');
    expect((await seen(rig, first)).status).toBe('received');
    await work(rig, second, { move: 'unlink', text: reason });
    expect((await seen(rig, first)).status).toBe('withdrawn');
    expect((await seen(rig, second)).dueAt).toBeDefined();
  });
});

describe('a withdrawal is taken back', () => {
  test('on the page, by one button, while the window is open', async () => {
    const rig = await http();
    const one = await reported(rig, { type: 'other', details: {} });
    await tell(rig, one, 'withdraw');
    expect(readable((await openCase(rig, one.token)).text)).toContain('撤回错了，请继续办理');
    expect((await act(rig, one.token, { action: 'reopen', commandId: 'b1' })).status).toBe(303);
    expect(await follow(rig, one)).toMatchObject({ status: 'reopened', nextStep: { step: 'answer' } });
    await tell(rig, one, 'withdraw');
    time(rig).pass(7 * DAY);
    expect(readable((await openCase(rig, one.token, { lang: 'en' })).text)).not.toContain('by mistake');
    expect(await tell(rig, one, 'reopen')).toMatchObject({ status: 409, body: { code: 'window-over' } });
  });

  test('by a co-reporter, who follows the shared case again', async () => {
    const rig = await http();
    const [first, second] = await several(rig, 2);
    await tell(rig, second, 'join');
    await tell(rig, second, 'withdraw');
    expect((await follow(rig, first)).coReporters).toBeUndefined();
    expect((await tell(rig, second, 'reopen')).status).toBe(200);
    expect(await follow(rig, second)).toMatchObject({ status: 'received', coReporters: 1 });
    expect(await seen(rig, first)).toMatchObject({ coReporters: 1, linked: [second.id] });
  });

  test('by a co-reporter, whose own case is opened where the shared one has ended', async () => {
    const rig = await http();
    const [first, second] = await several(rig, 2);
    await tell(rig, second, 'join');
    await tell(rig, second, 'withdraw');
    const handOver = { move: 'transfer', to: 'committee', ref: 'A-1', text: resolve.text };
    await work(rig, first, handOver, { move: 'confirm-handover' });
    expect((await tell(rig, second, 'reopen')).status).toBe(200);
    expect(await follow(rig, second)).toMatchObject({ status: 'reopened' });
    expect((await seen(rig, second)).duplicateOf).toBeUndefined();
  });

  test('by the first reporter, while the case went on for the others', async () => {
    const rig = await http();
    const [first, second] = await several(rig, 2);
    await tell(rig, second, 'join');
    await tell(rig, first, 'withdraw');
    expect((await tell(rig, first, 'reopen')).status).toBe(200);
    expect(await follow(rig, first)).toMatchObject({ status: 'received', coReporters: 1 });
    const found = await rig.world.store.load(inScope(deskOf('officer'), first.id as never));
    expect(found).toMatchObject({ reachable: true });
  });

  test('by the first reporter of a case that was merged into another after they had left', async () => {
    const rig = await http();
    const [first, second, third] = await several(rig, 3);
    await tell(rig, third, 'join');
    const joined = (await seen(rig, first)).linked === undefined ? second : first;
    await tell(rig, joined, 'withdraw');
    const other = joined === first ? second : first;
    await work(rig, joined, { move: 'mark-duplicate', of: other.id });
    expect((await seen(rig, other)).coReporters).toBe(1);
    expect((await tell(rig, joined, 'reopen')).status).toBe(200);
    expect((await seen(rig, other)).coReporters).toBe(2);
    expect(await follow(rig, joined)).toMatchObject({ coReporters: 2 });
  });
});

describe('what a resident carries away', () => {
  test.each([
    ['dispute', 'unlinked', 'in-progress'],
    ['lead', 'reopened', 'in-progress'],
  ])(
    'of a %s stays one valid chain through link, unlink, withdrawal and return',
    async (type, what, status) => {
      const rig = await http();
      const [one, other] = await several(rig, 2, { type, details: {} });
      await work(
        rig,
        one,
        { move: 'mark-duplicate', of: other.id },
        { move: 'unlink', text: 'CANARY 分开办理' },
      );
      const { progress: soFar, ...page } = await follow(rig, one);
      expect(claimsOf(soFar.at(-1))).toMatchObject({
        what,
        status,
        promised: { respond: expect.any(String) },
      });
      // The reporter of a secret type does not learn that it had been merged.
      expect(JSON.stringify(page).includes('CANARY')).toBe(type !== 'lead');
      await tell(rig, one, 'withdraw');
      // Of a suspicion that is taken back, an officer decides first.
      if (type === 'lead') await work(rig, one, { move: 'grant-withdrawal' });
      await tell(rig, one, 'reopen');
      const { receipt, progress } = await follow(rig, one);
      const keys = keysIn((await rig.ask('GET /.well-known/jwks.json')).body) ?? [];
      const { claims } = await checkProgress(progress, claimsOf(receipt), keys);
      expect(claims?.slice(-2).map((step) => step.what)).toEqual(['withdrawn', 'reopened']);
      expect(claims?.at(-1)?.promised).toMatchObject({ respond: expect.any(String) });
      expect(progress.slice(0, soFar.length)).toEqual(soFar);
    },
  );
});

describe('a chief opens an ended case again', () => {
  test('with a reason that the resident reads, and without one not', async () => {
    const rig = await http();
    const one = await reported(rig, { type: 'other', details: {} });
    const handOver = { move: 'transfer', to: 'committee', ref: 'A-1', text: resolve.text };
    await work(rig, one, handOver, { move: 'confirm-handover' });
    expect(await asked(rig, 'chief', one, { move: 'reopen' })).toMatchObject({
      status: 422,
      body: { code: 'reason-needed' },
    });
    expect((await asked(rig, 'officer', one, { move: 'reopen', text: reason })).status).toBe(409);
    await work(rig, one, { move: 'reopen', text: reason });
    const page = await follow(rig, one);
    expect(page).toMatchObject({ status: 'reopened' });
    expect(page.endedAt).toBeUndefined();
    expect(page.history.at(-1)).toMatchObject({ text: reason });
    expect((await seen(rig, one)).texts.at(-1)).toMatchObject({ kind: 'reason' });
  });
});
