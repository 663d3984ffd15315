import { describe, expect, it } from 'vitest';
import { proofStore as dynamoProofs } from '../../shared/adapters/dynamo/proof.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { proofStore as memoryProofs } from '../../shared/adapters/memory/proof.ts';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { handleCommand } from '../../shared/engine/commands/handle-command.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { registryOf } from '../../shared/engine/registry.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { registerAggregate } from '../../shared/register/register-aggregate.ts';
import { testEngine } from '../dynamo-engine.ts';
import { at } from '../engine/wall-clock.ts';
import { enteredPeople } from '../enter.ts';
import { kettleAggregate, kettleKey } from './kettle.ts';

// The one change outside of the folder: a registry with kettles as well as cases.
const aggregates = registryOf([caseAggregate, registerAggregate, kettleAggregate]);

const now = at('2026-11-23 10:00');
const station = stationId('st1');
const resident = { kind: 'resident' } as const;
const wang: Person = {
  ...{ person: personId('p-guard'), station, role: 'guard' },
  displayName: 'Wang',
  onLeave: false,
};
const ampleTime = () => 60_000;

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

describe.each(Object.entries(stores))('a kind of aggregate that the engine has never seen, %s', (_, open) => {
  async function setUp(people: readonly Person[] = [wang]) {
    const { store, proofs } = await open();
    await enteredPeople(store, people);
    const [bus, sink] = [memoryBus(), memoryChannel('sink')];
    const system = seededSystem(7, now);
    const world = {
      store,
      proofs,
      aggregates,
      system,
      bus,
      sink,
      people: store,
      channels: memoryChannels(sink),
      policies: fixedPolicies(standardPolicy),
      brief: { counts: async () => ({}), textOf: () => ({ title: '', text: '', details: {} }) },
    };
    const key = kettleKey(station, system.newId('k'));
    const send = (command: Parameters<typeof kettleAggregate.decide>[1], when: number) =>
      handleCommand(
        world,
        kettleAggregate,
        { ...(command.move !== 'switch-on' && { key }), station, now: when },
        async () => ({ command, by: resident }),
      );
    const sweepAndNotify = async (when: number) => {
      const swept = await sweep(world, when, ampleTime);
      const outcomes = [];
      for (const offer of bus.drain()) outcomes.push(await notify(world, offer, when));
      return { swept, outcomes };
    };
    await send({ move: 'switch-on', station, id: key.id }, now);
    return { ...world, key, send, sweepAndNotify };
  }

  it('is stored with its deadline', async () => {
    const { store, key } = await setUp();
    expect(await store.load(key)).toMatchObject({ status: 'on', dueAt: now + 10 * MINUTE, version: 1 });
  });

  it('is stepped by the sweep when it is due, and its own text reaches the guard', async () => {
    const { store, key, sink, sweepAndNotify } = await setUp();
    expect((await sweepAndNotify(now + 9 * MINUTE)).swept.stepped).toBe(0);
    expect((await sweepAndNotify(now + 10 * MINUTE)).swept.stepped).toBe(1);
    expect((await sweepAndNotify(now + 11 * MINUTE)).outcomes).toEqual([
      { outcome: 'sent', kind: 'boiling' },
    ]);
    expect(sink.texts.map(({ title }) => title)).toEqual(['水开了']);
    const { facts } = await store.history(key);
    expect(facts.map(({ fact }) => fact.fact)).toEqual(['switched-on', 'boiled']);
  });

  it('sends no message once it was switched off', async () => {
    const { send, sink, sweepAndNotify, bus } = await setUp();
    await sweepAndNotify(now + 10 * MINUTE);
    bus.drain();
    await send({ move: 'switch-off' }, now + 10 * MINUTE);
    const { outcomes } = await sweepAndNotify(now + 11 * MINUTE);
    expect(outcomes).toEqual([{ outcome: 'suppressed', kind: 'boiling', why: 'clock-met' }]);
    expect(sink.notices).toEqual([]);
  });

  it('records that a message reached no one', async () => {
    const { store, key, sweepAndNotify } = await setUp([]);
    await sweepAndNotify(now + 10 * MINUTE);
    await sweepAndNotify(now + 11 * MINUTE);
    const { facts } = await store.history(key);
    expect(facts.at(-1)?.fact.fact).toBe('guard-not-reached');
  });

  it('is asked for every day as long as nobody switches it off', async () => {
    const { store, key, sweepAndNotify } = await setUp();
    const swept = [];
    for (const hours of [1, 26, 51, 76]) swept.push((await sweepAndNotify(now + hours * 60 * MINUTE)).swept);
    expect(swept.map(({ stepped, parked }) => [stepped, parked])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    // Its own clock is over; the engine counts each step that only the floor gave.
    expect(swept.map(({ floorsReached }) => floorsReached)).toEqual([0, 1, 1, 1]);
    expect((await store.load(key))?.dueAt).toBeGreaterThan(now + 76 * 60 * MINUTE);
  });

  it('cannot be written without its deadline, whatever its rules decide', async () => {
    const { store, key, ...world } = await setUp();
    const forgetful: typeof kettleAggregate = {
      ...kettleAggregate,
      decide(before, command, context) {
        const { after, ...decision } = kettleAggregate.decide(before, command, context);
        const { dueAt: _, ...forgotten } = after ?? {};
        return { ...decision, after: forgotten } as ReturnType<typeof kettleAggregate.decide>;
      },
    };
    const tick = handleCommand(
      { ...world, store },
      forgetful,
      { key, station, now: now + 10 * MINUTE },
      async () => ({ command: forgetful.tick, by: { kind: 'clock' } }),
    );
    await expect(tick).rejects.toThrow('breaks rule 0: dueAt');
    expect((await store.load(key))?.version).toBe(1);
  });

  it('refuses commands by its own rules', async () => {
    const { send } = await setUp();
    await send({ move: 'switch-off' }, now);
    expect(await send({ move: 'switch-off' }, now)).toEqual({
      outcome: 'refused',
      refusal: { code: 'already-off' },
    });
  });

  it('is counted by the proof, chain included', async () => {
    const { proofs, policies, sweepAndNotify } = await setUp();
    await sweepAndNotify(now + 10 * MINUTE);
    const { proofs: proven } = await prove({ proofs, policies, aggregates }, now + 20 * MINUTE, ampleTime);
    expect(proven).toMatchObject([
      { station, open: 1, armed: 1, chains: 2, chainsValid: 2, violationsFound: 0 },
    ]);
  });
});
