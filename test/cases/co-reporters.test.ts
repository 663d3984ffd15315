import { expect, test } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { CO_REPORTERS_MAX, coReportersOf } from '../../shared/cases/decisions/co-reporters.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { at } from '../engine/wall-clock.ts';
import { aboutCase, type DutyRoom, dutyRoom, fastPath, move, runEveryMinute } from './duty-room.ts';
import { deskOf, reportOf } from './room.ts';

const TEN = at('2026-10-01 10:00');

async function reported(world: DutyRoom, now: Instant, more = {}): Promise<{ found: Case; token: string }> {
  const report = reportOf({ type: 'hazard', details: { kind: 'clutter' }, ...more });
  const submitted = await submitCase(world, report, now);
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  return submitted;
}

const join = async (world: DutyRoom, token: string, now: Instant) =>
  residentMove(world, token, { command: { move: 'join' }, commandId: `join-${token}` }, now);

test('the end of a shared case is sent to each co-reporter, to their own number and in their own language', async () => {
  const world = await dutyRoom();
  const first = await reported(world, TEN);
  const second = await reported(world, TEN + MINUTE, { language: 'en' });
  const silent = await reported(world, TEN + 2 * MINUTE, { contact: {} });
  const gone = await reported(world, TEN + 3 * MINUTE);
  for (const { token } of [second, silent, gone]) await join(world, token, TEN + 4 * MINUTE);
  const leave = { command: { move: 'withdraw' }, commandId: 'w' } as const;
  expect(await residentMove(world, gone.token, leave, TEN + 5 * MINUTE)).toMatchObject({
    answer: { status: 'withdrawn' },
  });
  await fastPath(world, TEN + 5 * MINUTE);
  await move(world, first.found, { move: 'start' }, TEN + 6 * MINUTE);
  const text = '楼道已经清理干净，物业写了保证书';
  await move(world, first.found, { move: 'resolve', outcome: 'fixed', text }, TEN + 7 * MINUTE);
  await fastPath(world, TEN + 7 * MINUTE);
  const ratingRequests = world.sink.notices.filter(({ kind }) => kind === 'rating-request');
  expect(
    ratingRequests
      .map(aboutCase)
      .map(({ language, to, caseSummary }) => [language, to, caseSummary?.reference]),
  ).toEqual([
    ['zh-CN', 'resident', first.found.reference],
    ['en', 'resident', second.found.reference],
  ]);
  expect(new Set(ratingRequests.map(({ id }) => id)).size).toBe(2);
});

test('fifty concurrent co-reporters are all linked, and the next report stays a case of its own', async () => {
  const world = await dutyRoom();
  const first = await reported(world, TEN);
  const all = await Promise.all(
    Array.from({ length: CO_REPORTERS_MAX }, (_, index) => reported(world, TEN + MINUTE + index)),
  );
  for (const { token } of all) {
    expect((await join(world, token, TEN + 2 * MINUTE)).refusal, token).toBeUndefined();
  }
  const primary = await world.store.load(keyOf(first.found));
  expect(primary && coReportersOf(primary)).toBe(CO_REPORTERS_MAX);
  const late = await reported(world, TEN + 3 * MINUTE);
  expect(await join(world, late.token, TEN + 4 * MINUTE)).toEqual({ refusal: { code: 'nothing-to-join' } });
  expect((await world.store.load(keyOf(late.found)))?.dueAt).toBeDefined();
});

test('two officers who link two cases to each other at once never make a cycle', async () => {
  const world = await dutyRoom();
  const [one, other] = [await reported(world, TEN), await reported(world, TEN + MINUTE)];
  const mark = (found: Case, of: Case) =>
    moveCase(
      world,
      deskOf('officer'),
      found.caseId,
      { command: { move: 'mark-duplicate', of: of.caseId }, expectedVersion: 1, commandId: 'm' },
      TEN + 2 * MINUTE,
    );
  const outcomes = await Promise.all([mark(one.found, other.found), mark(other.found, one.found)]);
  expect(outcomes.filter(({ refusal }) => refusal === undefined)).toHaveLength(1);
  const states = await Promise.all([one, other].map(({ found }) => world.store.load(keyOf(found))));
  expect(states.map((found) => found?.status).toSorted()).toEqual(['duplicate', 'received']);
});

test('a shared case whose reporter left escalates like any other when staff do not act', async () => {
  const world = await dutyRoom();
  const [first, second] = [await reported(world, TEN), await reported(world, TEN + MINUTE)];
  await join(world, second.token, TEN + 2 * MINUTE);
  await residentMove(world, first.token, { command: { move: 'withdraw' }, commandId: 'w' }, TEN + 3 * MINUTE);
  await runEveryMinute(world, TEN + 4 * MINUTE, TEN + 5 * 60 * MINUTE);
  const primary = await world.store.load(keyOf(first.found));
  expect(primary).toMatchObject({ status: 'received', reporterLeft: true, escalation: {} });
  expect(primary?.dueAt).toBeGreaterThan(TEN + 5 * 60 * MINUTE - 1);
});
