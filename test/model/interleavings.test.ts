import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { referenceIn } from '../../shared/cases/case-reference.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import type { Moved } from '../../shared/cases/moves/handle-move.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import type { Refused } from '../../shared/cases/refused.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Bus } from '../../shared/engine/outbox/bus.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import { relay } from '../../shared/engine/outbox/relay.ts';
import { personId } from '../../shared/engine/scope.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import {
  ampleTime,
  type DutyRoom,
  deliveries,
  dutyRoom,
  member,
  move,
  report,
  sending,
} from '../cases/duty-room.ts';
import { deskOf, reportOf } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { enteredPerson } from '../enter.ts';
import { type CallLog, takingTurns } from './taking-turns.ts';

const RUNS = 120;
/** Fixed, so that every run tries the same orders. A failure prints the order of the calls. */
const SEED = 20261123;

const ten = at('2026-11-23 10:00');

/** Runs the test with many random orders of the concurrent calls. */
const inAnyOrder = (together: (scheduler: fc.Scheduler) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(fc.scheduler(), together), { numRuns: RUNS, seed: SEED });

/** The world as one of several concurrent callers uses it; each of its store calls waits for the scheduler. */
function seenBy(world: DutyRoom, who: string, scheduler: fc.Scheduler, log?: CallLog): DutyRoom {
  const seen = { ...world, store: takingTurns(world.store, who, scheduler, log) };
  return { ...seen, ...sending(seen, world.channels) };
}

const loaded = async ({ store }: DutyRoom, found: Case): Promise<Case> => {
  const now = await store.load(keyOf(found));
  if (now === undefined) throw new Error('the case is gone');
  return now;
};

/** Expects every version once, an unbroken chain of facts, and the case in the due index exactly while it is open. */
async function expectWhole(world: DutyRoom, found: Case): Promise<Case> {
  const after = await loaded(world, found);
  const { facts } = await world.store.history(keyOf(found));
  const versions = [...new Set(facts.map(({ version }) => version))];
  expect(versions).toEqual(Array.from({ length: after.version }, (_, index) => index + 1));
  for (const [index, fact] of facts.entries()) expect(fact.previousHash).toBe(facts[index - 1]?.hash ?? '');
  expect(after.chainHead).toBe(facts.at(-1)?.hash);
  const due = [...world.tables.due.values()].filter(({ row }) => row.row === 'aggregate');
  expect(due.map(({ row }) => row.dueAt)).toEqual(isOpenCase(after) ? [after.dueAt] : []);
  return after;
}

describe('concurrent commands on one case', () => {
  it('are written one after the other: what was answered is stored once, and the rest is not', () =>
    inAnyOrder(async (scheduler) => {
      const world = await dutyRoom();
      const token = world.system.newToken();
      const found = await report(world, ten, { token });
      const now = ten + 16 * MINUTE;
      const by = (who: string) => seenBy(world, who, scheduler);
      const ask = (who: string, move: 'acknowledge' | 'start', commandId: string) =>
        moveCase(
          by(who),
          deskOf('officer'),
          found.caseId,
          { command: { move }, commandId, expectedVersion: 1 },
          now,
        );
      const add = (who: string) =>
        residentMove(
          by(who),
          token,
          { command: { move: 'add-message', text: '补充一句话' }, commandId: 'added' },
          now,
        );
      const together = Promise.all([
        ask('an officer', 'acknowledge', 'tap'),
        ask('her second tap', 'acknowledge', 'tap'),
        ask('the chief', 'start', 'other'),
        add('the resident'),
        add('their second press'),
        sweep(by('the sweep'), now, ampleTime),
      ]);
      await scheduler.waitFor(together);
      const [first, second, chief, added, addedAgain, swept] = await together;

      const after = await expectWhole(world, found);
      expect(resultOf(second)).toEqual(resultOf(first));
      expect(added.refusal).toBeUndefined();
      // A resident's page knows no version: the second press could be carried out at any of them.
      expect(resultOf(addedAgain)).toEqual(resultOf(added));
      const taken = [first, chief, added].filter(({ refusal }) => refusal === undefined).length;
      expect(after.version).toBe(1 + taken + swept.stepped);
      expect(swept.parked).toBe(0);
    }));

  it('receive one report once, however often it is sent', () =>
    inAnyOrder(async (scheduler) => {
      const world = await dutyRoom();
      const sent = reportOf({ token: world.system.newToken() });
      const together = Promise.all(
        ['the first', 'the second', 'the third'].map((who) =>
          submitCase(seenBy(world, who, scheduler), sent, ten),
        ),
      );
      await scheduler.waitFor(together);
      const answers = (await together).map((answer) => (answer.refusal ? answer : answer.found.reference));
      expect(new Set(answers).size).toBe(1);
      const states = [...world.tables.states.values()].filter(({ key }) => key.kind === 'case');
      expect(states).toHaveLength(1);
      const companions = [...world.tables.companions.values()].flatMap((rows) => [...rows.values()]);
      expect(companions.filter((row) => referenceIn(row) !== undefined)).toHaveLength(1);
    }));
});

/** The result of a command: its answer or its refusal code. */
const resultOf = (answer: Moved | Refused) => answer.refusal?.code ?? ('answer' in answer && answer.answer);

const urging: readonly string[] = ['reminder', 'breach', 'level'];
const urgingFacts = ['reminded', 'breached', 'level-reached'];

describe('the sweep against an officer who resolves', () => {
  it('decides no reminder, breach or level after that, and sends earlier ones only if they were checked before', () =>
    inAnyOrder(async (scheduler) => {
      const world = await dutyRoom();
      const found = await report(world, ten);
      await move(world, found, { move: 'reply', text: '监控正在看，请等一等' }, ten + MINUTE);
      // By then the footage should have been kept, and no officer has recorded that it was.
      const now = ten + 25 * HOUR;
      const log: CallLog = [];
      const by = (who: string) => seenBy(world, who, scheduler, log);
      const resolved = async (expectedVersion = 2): Promise<void> => {
        const command = { move: 'resolve', outcome: 'returned', text: '手机找到了，请到警务室来取' } as const;
        const request = { command, commandId: 'resolve', expectedVersion };
        const { refusal } = await moveCase(by('the officer'), deskOf('officer'), found.caseId, request, now);
        // The sweep committed first, so the officer reloads the case and resolves the new version.
        if (refusal?.code === 'changed-meanwhile') return resolved(refusal.version);
        expect(refusal).toBeUndefined();
      };
      const swept = async (): Promise<void> => {
        await sweep(by('the sweep'), now, ampleTime);
        const offered = deliveries(world).map(({ subject, attempts }) =>
          notify(by(`the sender of ${deliveryId(subject)}`), { subject, attempt: attempts }, now),
        );
        await Promise.all(offered);
      };
      await scheduler.waitFor(Promise.all([resolved(), swept()]));

      await expectWhole(world, found);
      const { facts } = await world.store.history(keyOf(found));
      const later = facts.slice(facts.findIndex(({ fact }) => fact.fact === 'resolved'));
      for (const { fact } of later) expect(urgingFacts).not.toContain(fact.fact);
      const end = log.lastIndexOf('the officer: commit');
      for (const { id, kind } of world.sink.notices) {
        if (urging.includes(kind)) expect(log.indexOf(`the sender of ${id}: load`)).toBeLessThan(end);
      }
    }));
});

describe('an officer who goes on leave between the decision and the message', () => {
  it('gets the message unless the roster was read after that, then her deputy does; the case does not change', () =>
    inAnyOrder(async (scheduler) => {
      const li = member('officer', 'p-li', { deputy: personId('p-chief') });
      const world = await dutyRoom({ people: [li, member('guard'), member('chief')] });
      const found = await report(world, ten);
      const before = await loaded(world, found);
      const log: CallLog = [];
      const by = (who: string) => seenBy(world, who, scheduler, log);
      const together = Promise.all([
        enteredPerson(by('the roster').store, { ...li, onLeave: true }),
        ...deliveries(world).map(({ subject, attempts }) =>
          notify(
            by(`the sender of ${String(subject.about === 'aggregate' && subject.index)}`),
            { subject, attempt: attempts },
            ten,
          ),
        ),
      ]);
      await scheduler.waitFor(together);

      const read = log.findIndex((turn) => /^the sender of \d+: roster$/.test(turn));
      const left = log.indexOf('the roster: commit');
      const alert = world.sink.notices.find(({ to }) => to === 'officer');
      expect(alert?.people).toEqual([read < left ? 'p-li' : 'p-chief']);
      expect(await loaded(world, found)).toEqual(before);
    }));
});

describe('relay and sweep that offer the same message', () => {
  it('lead to one send of it, under one id', () =>
    inAnyOrder(async (scheduler) => {
      const world = await dutyRoom();
      await report(world, ten, { type: 'lost-person', details: {} });
      const sending: Promise<unknown>[] = [];
      const bus: Bus = {
        publish: async () => [],
        askProofs: async () => [],
        offer: async (offers) => {
          for (const offer of offers) {
            const who = `the sender, for the ${sending.length + 1}th offer`;
            sending.push(notify(seenBy(world, who, scheduler), offer, ten));
          }
          return [];
        },
      };
      const changes = deliveries(world).map(({ subject, attempts, dueAt = ten }, index) => ({
        sequence: String(index),
        row: 'delivery' as const,
        dueAt,
        offer: { subject, attempt: attempts },
      }));
      const together = Promise.all([
        relay({ bus: takingTurns(bus, 'the relay', scheduler) }, changes, ten),
        relay({ bus: takingTurns(bus, 'the stream, once more', scheduler) }, changes, ten),
        sweep({ ...seenBy(world, 'the sweep', scheduler), bus }, ten, ampleTime),
      ]);
      await scheduler.waitFor(together.then(() => Promise.all(sending)));

      const ids = world.sink.notices.map(({ id }) => id);
      expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
      expect(ids).toHaveLength(changes.length);
      expect(deliveries(world).map(({ state }) => state)).toEqual(changes.map(() => 'sent'));
    }));
});
