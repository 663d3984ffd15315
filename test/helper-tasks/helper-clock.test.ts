import { describe, expect, it } from 'vitest';
import { proofStore as dynamoProofs } from '../../shared/adapters/dynamo/proof.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { proofStore as memoryProofs } from '../../shared/adapters/memory/proof.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import type { HelperAnswer } from '../../shared/cases/helper-roles.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { personId } from '../../shared/engine/scope.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { answerTask } from '../../shared/helper-tasks/answer-task.ts';
import { askHelper } from '../../shared/helper-tasks/ask-helper.ts';
import { helperTaskIdOf, helperTaskKey } from '../../shared/helper-tasks/helper-task-key.ts';
import { revokeTask } from '../../shared/helper-tasks/revoke-task.ts';
import { CasePeople } from '../cases/case-people.ts';
import { addStaff, deskOf, room, station } from '../cases/room.ts';
import { testEngine } from '../dynamo-engine.ts';
import { at } from '../engine/wall-clock.ts';
import { enteredPerson } from '../enter.ts';

const now = at('2026-11-23 10:00');
const ampleTime = () => 60_000;
const officer = deskOf('officer');
const engine = await testEngine();

const stores = {
  async 'in memory'() {
    const tables = emptyTables();
    return { store: memoryStore(tables), proofs: memoryProofs(tables, aggregates) };
  },
  async 'on DynamoDB'() {
    const table = {
      documents: engine.documents,
      name: await engine.newTable(),
      aggregates,
      shardsPerLane: 2,
    };
    return { store: dynamoStore(table), proofs: dynamoProofs(table) };
  },
};

describe.each(Object.entries(stores))('the clock of what a helper was asked, %s', (_, open) => {
  /** A case of this priority, and a guard who was asked about it at ten o'clock. */
  async function asked(report: object = {}) {
    const { store, proofs } = await open();
    const base = await room(1, store);
    await addStaff(base);
    const [bus, sink] = [memoryBus(), memoryChannel('sink')];
    const brief = { counts: async () => ({}), textOf: () => ({ title: '', text: '', details: {} }) };
    const world = { ...base, store, proofs, bus, sink, people: store, channels: memoryChannels(sink), brief };
    const people = new CasePeople(world, now);
    const one = await people.report(report);
    const { caseId } = await people.caseOf(one);
    const reader = { scope: officer, requestId: 'req', now };
    const link = await askHelper(world, reader, caseId, { task: '见过吗？', for: 'guard', commandId: 'a' });
    if (link.refusal) throw new Error(link.refusal.code);
    const key = helperTaskKey(station, helperTaskIdOf(link.secret));
    const run = async (when: number) => {
      const swept = await sweep(world, when, ampleTime);
      for (const offer of bus.drain()) await notify(world, offer, when);
      return swept;
    };
    const kinds = () => sink.notices.map(({ kind, to, people: told }) => [kind, to, ...told].join(' '));
    const answer = (given: HelperAnswer, when: number) =>
      answerTask(world, link.secret, { answer: given, seen: 0, commandId: 'b' }, when);
    const facts = async () => (await store.history(key)).facts.map(({ fact }) => fact.fact);
    return { ...world, caseId: caseId as CaseId, key, link, run, kinds, answer, facts };
  }

  it('tells the officer who asked, before the link ends, and ends the task with it', async () => {
    const { run, kinds, store, key, facts } = await asked();
    expect(await store.load(key)).toMatchObject({ status: 'asked', dueAt: now + 12 * HOUR });
    await run(now + 12 * HOUR - MINUTE);
    expect(kinds()).not.toContain('helper-silent assignee p-officer');
    await run(now + 12 * HOUR);
    // At 22:00 of a day on duty; the message is P2 and may still leave.
    await run(now + 12 * HOUR + 10 * MINUTE);
    expect(kinds().filter((one) => one.startsWith('helper-silent'))).toEqual([
      'helper-silent assignee p-officer',
    ]);
    await run(now + 48 * HOUR);
    expect(await facts()).toEqual(['asked', 'silent', 'lapsed']);
    const ended = await store.load(key);
    expect(ended).toMatchObject({ status: 'lapsed', endedAt: now + 48 * HOUR });
    expect(ended?.dueAt).toBeUndefined();
  });

  it('is a quarter of an hour where a person is missing', async () => {
    const { run, kinds } = await asked({ type: 'lost-person', details: {} });
    await run(now + 15 * MINUTE);
    await run(now + 16 * MINUTE);
    expect(kinds()).toContain('helper-silent assignee p-officer');
  });

  it('tells the chief where the officer who asked cannot be reached', async () => {
    const { run, kinds, facts, store } = await asked();
    const away = {
      person: personId('p-officer'),
      station,
      role: 'officer',
      displayName: 'officer',
      onLeave: true,
    };
    await enteredPerson(store, away as Person, now + HOUR);
    for (const minutes of [0, 10, 20, 30]) await run(now + 12 * HOUR + minutes * MINUTE);
    expect(await facts()).toEqual(['asked', 'silent', 'officer-not-reached']);
    expect(kinds().filter((one) => one.startsWith('helper-silent'))).toEqual(['helper-silent chief p-chief']);
  });

  it('says nothing once there is an answer, of which the officer hears at once', async () => {
    const { run, kinds, answer, facts, store, key } = await asked();
    expect(await answer('saw', now + HOUR)).toEqual({ answered: 'saw' });
    for (const hours of [2, 13, 49]) await run(now + hours * HOUR);
    expect(kinds().filter((one) => one.startsWith('helper'))).toEqual(['helper-answered assignee p-officer']);
    expect(await facts()).toEqual(['asked', 'answered']);
    expect((await store.load(key))?.dueAt).toBeUndefined();
  });

  it('drops a message that an answer has overtaken', async () => {
    const { run, kinds, answer, bus, ...world } = await asked();
    await sweep({ ...world, bus }, now + 12 * HOUR, ampleTime);
    bus.drain();
    await answer('done', now + 12 * HOUR);
    await run(now + 12 * HOUR + 10 * MINUTE);
    expect(kinds().filter((one) => one.startsWith('helper'))).toEqual(['helper-answered assignee p-officer']);
  });

  it('takes both steps at once after an outage, with one message', async () => {
    const { run, kinds, facts } = await asked();
    await run(now + 3 * DAY);
    expect(await facts()).toEqual(['asked', 'silent', 'lapsed']);
    await run(now + 3 * DAY + 10 * MINUTE);
    expect(kinds().filter((one) => one.startsWith('helper-silent'))).toHaveLength(1);
  });

  it('ends with the case, without a message', async () => {
    const { run, kinds, facts, caseId, ...world } = await asked();
    const found = await world.store.load({ ...world.key, kind: 'case', id: caseId } as never);
    await moveCase(
      world,
      officer,
      caseId,
      {
        command: { move: 'transfer', to: '110', ref: 'A1', text: '已经移交给 110 办理。' },
        expectedVersion: (found as unknown as { version: number }).version,
        commandId: 'c',
      },
      now + HOUR,
    );
    await run(now + 12 * HOUR);
    await run(now + 49 * HOUR);
    expect(await facts()).toEqual(['asked', 'ended-with-case']);
    expect(kinds().filter((one) => one.startsWith('helper'))).toEqual([]);
  });

  it('stops when the link is taken back', async () => {
    const { run, kinds, facts, caseId, link, answer, ...world } = await asked();
    expect(await revokeTask(world, officer, { caseId, id: link.id }, now + HOUR)).toEqual({
      status: 'revoked',
    });
    expect(await answer('saw', now + 2 * HOUR)).toMatchObject({ refusal: { code: 'not-found' } });
    await run(now + 49 * HOUR);
    expect(await facts()).toEqual(['asked', 'revoked']);
    expect(kinds().filter((one) => one.startsWith('helper'))).toEqual([]);
  });

  it('is counted by the proof, with its chain and the looks at it', async () => {
    const { proofs, policies } = await asked();
    const { proofs: proven } = await prove({ proofs, policies, aggregates }, now + MINUTE, ampleTime);
    const own = proven.filter((one) => one.station === station);
    expect(own).toMatchObject([{ open: 2, armed: 2, violationsFound: 0 }]);
  });
});
