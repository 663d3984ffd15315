import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { type Report, submitCase } from '../../shared/cases/intake/submit-case.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import {
  aboutCase,
  type DutyRoom,
  deliveries,
  dutyRoom,
  fastPath,
  move,
  noticeLines,
  runEveryMinute,
  tick,
} from '../cases/duty-room.ts';
import { reportOf, station } from '../cases/room.ts';
import { enteredPlace } from '../enter.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const missing = { type: 'lost-person', details: { who: 'elder' } } as const;

async function roomOfTwoPlaces(): Promise<DutyRoom> {
  const world = await dutyRoom();
  const words = { 'zh-CN': '7 号楼 2 单元', en: 'Building 7, entrance 2' };
  await enteredPlace(world.store, { code: 'b7-2', station, building: '7', entrance: '2', words });
  return world;
}

/** Submits a report without proof of work, as a browser without scripts or a program sends it. */
async function lowTrust(world: DutyRoom, when: Instant, more: Partial<Report> = {}, address = '192.0.2.1') {
  const place = more.place ?? 'b3-1';
  const report = reportOf({ ...missing, ...more, place, sender: { address, formPlace: place } });
  const submitted = await submitCase(world, report, when);
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  return submitted.found;
}

const toStaff = ({ sink }: DutyRoom) => sink.notices.filter(({ to }) => to !== 'resident').map(aboutCase);
const last = ({ sink }: DutyRoom) => sink.notices.map(aboutCase).at(-1);
const states = (world: DutyRoom) => {
  const counts: Record<string, number> = {};
  for (const { message, state, reason } of deliveries(world)) {
    if (message.to === 'resident') continue;
    const name = reason === undefined ? state : `${state}: ${reason}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe('a case of low trust', () => {
  it('that was once of a sensitive type is in no digest that names a type and a place', async () => {
    const world = await roomOfTwoPlaces();
    const hazard = { type: 'hazard', details: { kind: 'clutter' } } as const;
    for (const minutes of [0, 1]) await lowTrust(world, now + minutes * SECOND, hazard);
    const once = await lowTrust(world, now + 2 * SECOND, { type: 'lead', details: {} });
    await move(world, once, { move: 'retype', ...hazard }, now + 3 * SECOND);
    await fastPath(world, now + 4 * SECOND);
    await runEveryMinute(world, now + MINUTE, now + 15 * MINUTE);
    const digests = world.sink.notices.filter(({ kind }) => kind === 'digest') as readonly CaseNotice[];
    expect(digests.map(({ batch }) => batch?.type)).toContain('hazard');
    for (const { batch } of digests) {
      if (batch?.references.includes(once.reference)) expect(batch).not.toHaveProperty('type');
    }
    const alone = world.sink.notices
      .map(aboutCase)
      .filter(({ caseSummary }) => caseSummary?.reference === once.reference);
    expect(alone.length).toBeGreaterThan(0);
  });

  it('is notified at once and alone, as long as it is the only one of its kind', async () => {
    const world = await roomOfTwoPlaces();
    await lowTrust(world, now);
    await fastPath(world, now);
    expect(noticeLines(toStaff(world))).toEqual(['alert→guard']);
    await runEveryMinute(world, now + MINUTE, now + 10 * MINUTE);
    const trusted = await roomOfTwoPlaces();
    await submitCase(trusted, reportOf(missing), now);
    await fastPath(trusted, now);
    await runEveryMinute(trusted, now + MINUTE, now + 10 * MINUTE);
    expect(noticeLines(toStaff(world))).toEqual(noticeLines(toStaff(trusted)));
  });

  it('of the same kind and place a little later is notified within two minutes, by its number', async () => {
    const world = await roomOfTwoPlaces();
    await lowTrust(world, now);
    await fastPath(world, now);
    const second = await lowTrust(world, now + 20 * SECOND, { what: '另一位老人' });
    await fastPath(world, now + 20 * SECOND);
    expect(noticeLines(toStaff(world))).toEqual(['alert→guard']);
    await tick(world, now + MINUTE);
    expect(noticeLines(toStaff(world))).toEqual(['alert→guard', 'digest→guard']);
    expect(last(world)?.batch).toEqual({
      count: 1,
      references: [second.reference],
      priority: 'P0',
    });
    // It goes the way of sensitive messages.
    expect(last(world)?.sensitive).toBe(true);
    expect(states(world)).toEqual({ sent: 2, 'suppressed: batched': 1 });
  });

  it('of another place, another type or a trusted sender is notified at once', async () => {
    const world = await roomOfTwoPlaces();
    await lowTrust(world, now);
    await lowTrust(world, now, { place: 'b7-2' });
    await lowTrust(world, now, { type: 'found-person', details: {} });
    await submitCase(world, reportOf(missing), now);
    await fastPath(world, now);
    expect(noticeLines(toStaff(world))).toEqual(['alert→guard', 'alert→guard', 'alert→guard', 'alert→guard']);
  });

  it('that somebody has opened meanwhile is left out of the digest, and an empty digest is not sent', async () => {
    const world = await roomOfTwoPlaces();
    await lowTrust(world, now);
    const second = await lowTrust(world, now, { what: '第二位' });
    await fastPath(world, now);
    await move(world, second, { move: 'acknowledge' }, now + 30 * SECOND);
    await tick(world, now + MINUTE);
    expect(noticeLines(toStaff(world))).toEqual(['alert→guard']);
    expect(states(world)).toMatchObject({ 'suppressed: all-opened': 1, 'suppressed: batched': 1 });
  });

  it('is a case like any other once it was opened: each message goes alone', async () => {
    const world = await roomOfTwoPlaces();
    const both = [await lowTrust(world, now), await lowTrust(world, now, { what: '第二位' })];
    await fastPath(world, now);
    await tick(world, now + MINUTE);
    for (const found of both) await move(world, found, { move: 'acknowledge' }, now + 90 * SECOND);
    const before = toStaff(world).length;
    await runEveryMinute(world, now + 2 * MINUTE, now + 5 * MINUTE);
    const after = noticeLines(toStaff(world).slice(before));
    expect(after.filter((one) => one.startsWith('digest'))).toEqual([]);
    expect(after.filter((one) => one.startsWith('breach'))).toHaveLength(2);
  });

  it('is not batched if there is nobody to notify: the message fails, and its case records that', async () => {
    const world = await dutyRoom({ people: [] });
    await lowTrust(world, now);
    await lowTrust(world, now, { what: '第二位' });
    const outcomes = await fastPath(world, now);
    expect(outcomes.filter(({ outcome }) => outcome === 'dead')).toHaveLength(2);
  });

  it('is notified alone when the digest that would include it is already being sent', async () => {
    const world = await roomOfTwoPlaces();
    await lowTrust(world, now);
    await lowTrust(world, now, { what: '第二位' });
    await fastPath(world, now);
    const third = await lowTrust(world, now + 59 * SECOND, { what: '第三位' });
    // Another machine, whose clock is a little ahead, sends the digest.
    const digest = deliveries(world).find(({ message }) => message.kind === 'digest');
    if (digest) await world.store.claim(digest, now + 2 * MINUTE);
    await fastPath(world, now + 59 * SECOND);
    expect(last(world)?.caseSummary?.reference).toBe(third.reference);
  });
});

describe('a flood of 500 missing people from one place', () => {
  it('is notified in few messages, keeps each case and its deadlines, and does not affect another place', async () => {
    const world = await roomOfTwoPlaces();
    const flood = [];
    for (let index = 0; index < 500; index += 1) {
      const when = now + Math.floor(index / 10) * SECOND;
      flood.push(await lowTrust(world, when, { what: `第 ${index} 位` }, `192.0.2.${index % 250}`));
      await fastPath(world, when);
    }
    const elsewhereCase = await lowTrust(world, now + 50 * SECOND, { place: 'b7-2' }, '198.51.100.7');
    await fastPath(world, now + 50 * SECOND);
    const alerts = toStaff(world).filter(({ kind }) => kind === 'alert');
    expect(alerts.map(({ caseSummary }) => caseSummary?.reference)).toEqual([
      flood[0]?.reference,
      elsewhereCase.reference,
    ]);

    await runEveryMinute(world, now + MINUTE, now + 3 * MINUTE);
    await move(world, elsewhereCase, { move: 'acknowledge' }, now + 3 * MINUTE + SECOND);
    await move(world, elsewhereCase, { move: 'reply', text: '两名保安已经出发' }, now + 4 * MINUTE);
    await runEveryMinute(world, now + 4 * MINUTE, now + 33 * MINUTE);

    const first = toStaff(world).find(({ kind }) => kind === 'digest');
    expect(first?.batch).toMatchObject({ count: 499, priority: 'P0' });
    expect(first?.batch?.references).toHaveLength(10);
    // Half an hour of breaches and four levels of escalation, for 501 missing people.
    expect(toStaff(world).length).toBeLessThan(40);
    for (const found of flood) {
      const after = await world.store.load(keyOf(found));
      expect(after?.dueAt).toBeGreaterThan(now + 33 * MINUTE);
      expect(after?.clocks.filter(({ state }) => state === 'breached').map(({ kind }) => kind)).toEqual([
        'acknowledge',
        'respond',
      ]);
      expect(after?.escalation?.level).toBe(4);
    }
    expect(Object.keys(states(world)).toSorted()).toEqual(['sent', 'suppressed: batched']);
    const { clocks = [] } = (await world.store.load(keyOf(elsewhereCase))) ?? {};
    const kept = clocks.filter(({ kind }) => kind === 'acknowledge' || kind === 'respond');
    expect(kept.map(({ state }) => state)).toEqual(['met', 'met']);
  });
});
