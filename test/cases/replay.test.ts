import { describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { MoveCommand } from '../../shared/cases/command.ts';
import { comparePolicies } from '../../shared/cases/replay/compare-policies.ts';
import { countComparison } from '../../shared/cases/replay/count-comparison.ts';
import { recordedCommand } from '../../shared/cases/replay/recorded-command.ts';
import { replayCase } from '../../shared/cases/replay/replay-case.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import type { Policy, TypePolicy } from '../../shared/policies/policy.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { at } from '../engine/wall-clock.ts';
import { type DutyRoom, dutyRoom, move, report, tick } from './duty-room.ts';
import { deskOf } from './room.ts';

const monday = at('2026-11-23 10:00');
const text = '我们已经看过，今天下午来人处理';

/** What an officer does, each so many hours after the report. */
type Life = readonly (readonly [hours: number, command: MoveCommand])[];

const lives: Readonly<Record<string, Life>> = {
  'nobody looks at': [],
  'answered and resolved': [
    [1, { move: 'acknowledge' }],
    [2, { move: 'reply', text }],
    [26, { move: 'resolve', outcome: 'returned', text }],
  ],
  'answered too late, after its escalation was acknowledged': [
    [30, { move: 'acknowledge-escalation' }],
    [50, { move: 'reply', text }],
  ],
  'waiting for the resident, who says nothing': [
    [1, { move: 'start' }],
    [2, { move: 'ask-resident', text }],
  ],
  'waiting for others without a date, and with one': [
    [1, { move: 'reply', text }],
    [2, { move: 'await-third-party', text }],
    [70, { move: 'resume' }],
    [71, { move: 'await-third-party', text, until: monday + 4 * DAY }],
  ],
  'with an appointment and an extension': [
    [1, { move: 'reply', text }],
    [2, { move: 'schedule', at: monday + 2 * DAY }],
    [60, { move: 'extend', clock: 'resolve', promiseAt: monday + 20 * DAY, text }],
  ],
  'that turned out to be something else': [
    [1, { move: 'note', text }],
    [2, { move: 'retype', type: 'consultation', details: {} }],
    [5, { move: 'reject', reason: 'outside-the-estate', text }],
  ],
};

/** Runs the clock in each minute in which the case is due, and the moves of the life at their times. */
async function lived(world: DutyRoom, life: Life, until: Instant): Promise<Case> {
  const found = await report(world, monday);
  const runClock = async (before: Instant) => {
    for (;;) {
      const { dueAt } = (await world.store.load(keyOf(found))) ?? {};
      const now = Math.ceil((dueAt ?? Number.POSITIVE_INFINITY) / MINUTE) * MINUTE;
      if (now > before) return;
      await tick(world, now);
    }
  };
  for (const [hours, command] of life) {
    await runClock(monday + hours * HOUR);
    await move(world, found, command, monday + hours * HOUR);
  }
  await runClock(until);
  return found;
}

const until = monday + 6 * DAY;
const toStaff = (to: string) => !['resident', 'co-reporters'].includes(to);

describe('a replay under the policy of the case', () => {
  it.each(Object.entries(lives))('tells the same people of the same: a case %s', async (_, life) => {
    const world = await dutyRoom();
    const found = await lived(world, life, until);
    const { facts } = await world.store.history(keyOf(found));
    const commands = facts
      .filter(({ index }) => index === 0)
      .map((first) => recordedCommand(first, standardPolicy))
      .filter((one) => typeof one !== 'string');
    const replayed = replayCase(commands, standardPolicy, until);
    const recorded = facts.flatMap(({ fact }) =>
      (fact.messages ?? []).map(({ kind, to }) => `${kind} ${to}`),
    );
    const told = replayed.messages.map(({ kind, to }) => `${kind} ${to}`);
    expect(told.filter((one) => toStaff(one.split(' ')[1] ?? ''))).toEqual(
      recorded.filter((one) => toStaff(one.split(' ')[1] ?? '')),
    );
    expect(replayed.refused).toBe(0);
    expect(replayed.breaches.map(({ clock }) => clock)).toEqual(
      facts.flatMap(({ fact }) => (fact.fact === 'breached' ? [fact.clock] : [])),
    );
  });
});

/** The standard with another time for the first answer to something lost. */
function answeredWithin(hours: number): Policy {
  const { types } = standardPolicy;
  const terms = types['lost-item'].terms.map((one) => ({ ...one, respond: { hours } }));
  const lostItem = { ...types['lost-item'], terms: terms as unknown as TypePolicy['terms'] };
  return { ...standardPolicy, types: { ...types, 'lost-item': lostItem } };
}

describe('a comparison of two policies', () => {
  it('counts what the engine decides of each case, and writes nothing', async () => {
    const world = await dutyRoom();
    await lived(world, lives['answered and resolved'] ?? [], until);
    const before = JSON.stringify([...world.tables.deliveries.values()]);
    const policies = { before: answeredWithin(4), after: answeredWithin(1) };
    const compared = await comparePolicies(world, deskOf('chief'), policies, until);
    const counted = countComparison(compared.cases);
    expect(compared).toMatchObject({ truncated: false, cases: [{ isPartial: false }] });
    expect(counted.breaches.after).toBe(counted.breaches.before + 1);
    expect(counted.later).toEqual([
      expect.objectContaining({
        clock: 'respond',
        promiseAt: monday + HOUR,
        respondedAt: monday + 2 * HOUR,
      }),
    ]);
    expect(counted.types).toEqual([
      {
        type: 'lost-item',
        cases: 1,
        decided: { before: 1, after: 1 },
        inTime: { before: 1, after: 0 },
      },
    ]);
    expect(JSON.stringify([...world.tables.deliveries.values()])).toBe(before);
  });

  it.each(Object.entries(lives))(
    'counts what a station records that lives under the other one: a case %s',
    async (_, life) => {
      const other = answeredWithin(1);
      const world = await dutyRoom();
      await lived(world, life, until);
      const elsewhere = { ...(await dutyRoom()), policies: fixedPolicies(other) };
      const found = await lived(elsewhere, life, until);
      const { facts } = await elsewhere.store.history(keyOf(found));
      const count = (name: string) => facts.filter(({ fact }) => fact.fact === name).length;
      const levels = facts.flatMap(({ fact }) =>
        (fact.messages ?? []).flatMap(({ kind, to }) => (kind === 'level' ? [to] : [])),
      );
      const policies = { before: standardPolicy, after: other };
      const compared = await comparePolicies(world, deskOf('chief'), policies, until);
      const counted = countComparison(compared.cases);
      expect(counted.reminders.after).toBe(count('reminded'));
      expect(counted.breaches.after).toBe(count('breached'));
      for (const role of ['guard', 'officer', 'chief', 'district'] as const) {
        const { after = 0 } = counted.levels.find(({ to }) => to === role) ?? {};
        expect(after, role).toBe(levels.filter((to) => to === role).length);
      }
    },
  );

  it('looks at the last thirty days alone', async () => {
    const world = await dutyRoom();
    await report(world, monday);
    const policies = { before: standardPolicy, after: answeredWithin(1) };
    const later = await comparePolicies(world, deskOf('chief'), policies, monday + 31 * DAY);
    expect(later.cases).toEqual([]);
  });

  it('leaves the oldest out where there is too much to decide, and says so', async () => {
    const world = await dutyRoom();
    const lostPerson = { type: 'lost-person', details: { who: 'elder' } } as const;
    for (let n = 0; n < 60; n += 1) await report(world, monday + n * MINUTE, lostPerson);
    const policies = { before: standardPolicy, after: standardPolicy };
    const compared = await comparePolicies(world, deskOf('chief'), policies, monday + 29 * DAY);
    expect(compared.truncated).toBe(true);
    expect(compared.cases.length).toBeLessThan(60);
    expect(compared.from).toBe(compared.cases[0]?.row.receivedAt);
    expect(compared.cases.at(-1)?.row.receivedAt).toBe(monday + 59 * MINUTE);
  });

  it('follows an alarm that nobody answers no further than some hundred steps', () => {
    const command = {
      move: 'submit',
      ...{
        station: deskOf('chief').station,
        caseId: `c${'a'.repeat(25)}`,
        reference: '2611019',
        reader: 'r',
      },
      ...{ type: 'lost-person', details: { who: 'elder' }, place: 'b3-1', building: 'b3' },
      ...{ channel: 'qr', language: 'zh-CN', reachable: false },
    } as never;
    const recorded = [{ command, by: { kind: 'resident' }, at: monday }] as const;
    const replayed = replayCase(recorded, standardPolicy, monday + 29 * DAY);
    expect(replayed.isCut).toBe(true);
    expect(replayed.messages.length).toBeLessThan(1000);
  });
});
