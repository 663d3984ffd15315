import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import {
  type CommandTarget,
  handleCommand,
  type Loaded,
  type Plan,
} from '../../shared/engine/commands/handle-command.ts';
import { stationId } from '../../shared/engine/scope.ts';
import type { Sealer } from '../../shared/engine/secrets/sealer.ts';
import type { Companion } from '../../shared/engine/storage/companion.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { type KettleTypes, kettleAggregate, kettleKey } from '../kettle/kettle.ts';
import { at } from './wall-clock.ts';

type Command = KettleTypes['Command'];
type Planned = Omit<Plan<KettleTypes>, 'by' | 'command'>;

const now = at('2026-11-23 10:00');
const station = stationId('st1');
const by = { kind: 'resident' } as const;
const idOf = (letter: string): string => letter.repeat(26);
const [first, other] = [kettleKey(station, idOf('a')), kettleKey(station, idOf('b'))];
const newPolicy = { ...standardPolicy, version: '2027-01-01' };

const to = [{ name: 'station', publicKey: 'p' }] as const;

const seal: Sealer['seal'] = async (text, { key, version, index }, readers) => ({
  sealed: {
    nonce: 'n',
    ciphertext: `${key.id}/${version}/${index}/${text.length}`,
    keys: Object.fromEntries(readers.map(({ name, publicKey }) => [name, publicKey])),
  },
  commitment: `of ${text.length}`,
});

/** A companion that can be written only once. */
const once = (name: string, conflict = name): Companion => ({
  key: { pk: `X#${name}`, sk: 'X' },
  values: {},
  condition: 'absent',
  conflict,
});

/** Two kettles that are on, on the memory store. */
async function kitchen() {
  const tables = emptyTables();
  const store = memoryStore(tables);
  const world = { store, policies: fixedPolicies(standardPolicy), channels: [], sealer: { seal } };
  const does = (command: Command, target: Partial<CommandTarget<KettleTypes>> = {}, more: Planned = {}) =>
    handleCommand<KettleTypes>(world, kettleAggregate, { key: first, station, now, ...target }, async () => ({
      command,
      by,
      ...more,
    }));
  /** Handles `command`; before each of the first `times` decisions another command is committed. */
  const disturbed = async (
    times: number,
    command: Command,
    target: Partial<CommandTarget<KettleTypes>> = {},
  ) => {
    const loaded: Loaded<KettleTypes>[] = [];
    const full = { key: first, station, now, ...target };
    const handled = await handleCommand<KettleTypes>(world, kettleAggregate, full, async (seen) => {
      loaded.push(seen);
      if (loaded.length <= times) await does({ move: 'not-delivered' });
      return { command, by };
    });
    return { handled, loaded };
  };
  const factsOf = async (key = first) => (await store.history(key)).facts.map(({ fact }) => fact.fact);
  for (const { id } of [first, other]) await begin(world, id);
  return { world, tables, store, does, disturbed, factsOf };
}

const begin = (world: Parameters<typeof handleCommand<KettleTypes>>[0], id: string) =>
  handleCommand<KettleTypes>(world, kettleAggregate, { station, now }, async () => ({
    command: { move: 'switch-on', station, id },
    by,
  }));

const request = (commandId: string, contentHash = 'h') => ({
  request: { commandId, contentHash, expiresAt: now + MINUTE },
});

const switchOff = { move: 'switch-off' } as const;
const mayRepeat = { move: 'not-delivered' } as const;

describe('a command', () => {
  it('is carried out and answered with the state after it', async () => {
    const { does, store } = await kitchen();
    const handled = await does(switchOff);
    expect(handled).toMatchObject({ outcome: 'committed', answer: { version: 2, status: 'off' } });
    expect(await store.load(first)).toMatchObject({ version: 2, status: 'off', endedAt: now });
  });

  it('that begins an aggregate needs none to be there, and is decided by the current policy', async () => {
    const { world, store } = await kitchen();
    const policies = fixedPolicies(newPolicy, standardPolicy);
    expect(await begin({ ...world, policies }, idOf('c'))).toMatchObject({ outcome: 'committed' });
    expect(await store.load(kettleKey(station, idOf('c')))).toMatchObject({
      version: 1,
      policyVersion: '2027-01-01',
    });
  });

  it('is decided by the policy under which its aggregate was promised', async () => {
    const { world } = await kitchen();
    const policies = fixedPolicies(newPolicy, standardPolicy);
    const versions: string[] = [];
    await handleCommand<KettleTypes>(
      { ...world, policies },
      kettleAggregate,
      { key: first, station, now },
      async ({ policy }) => {
        versions.push(policy.version);
        return { command: switchOff, by };
      },
    );
    expect(versions).toEqual([standardPolicy.version]);
  });

  it('that the aggregate or the plan refuses changes nothing', async () => {
    const { world, does, tables } = await kitchen();
    await does(switchOff);
    const before = structuredClone(tables);
    const refusedBy = (code: 'already-off' | 'not-found') => ({ outcome: 'refused', refusal: { code } });
    expect(await does(switchOff, request('c1'), { companions: () => [once('x')] })).toEqual(
      refusedBy('already-off'),
    );
    const target = { key: first, station, now };
    const planned = await handleCommand<KettleTypes>(world, kettleAggregate, target, async () => ({
      refusal: { code: 'not-found' },
    }));
    expect(planned).toEqual(refusedBy('not-found'));
    expect(tables).toEqual(before);
  });

  it('brings its words sealed for their own rows, and the commitments to them in its first fact', async () => {
    const { does, store } = await kitchen();
    await does(
      switchOff,
      {},
      {
        texts: [
          { kind: 'note', text: 'tea', to },
          { kind: 'note', text: 'four', to },
        ],
      },
    );
    const { texts, facts } = await store.history(first);
    expect(texts.map(({ sealed }) => sealed.ciphertext)).toEqual([`${first.id}/2/0/3`, `${first.id}/2/1/4`]);
    expect(facts.at(-1)).toMatchObject({ commitments: ['of 3', 'of 4'] });
  });

  it('with a text is a defect where there is no sealer, and writes nothing', async () => {
    const { world, tables } = await kitchen();
    const { sealer: _, ...withoutSealer } = world;
    const before = structuredClone(tables);
    const target = { key: first, station, now };
    const handled = handleCommand<KettleTypes>(withoutSealer, kettleAggregate, target, async () => ({
      ...{ command: switchOff, by, texts: [{ kind: 'note', text: 'tea', to }] },
    }));
    await expect(handled).rejects.toThrow('without a sealer');
    expect(tables).toEqual(before);
  });
});

describe('a command that is repeated', () => {
  it.each([
    ['would be refused by now', switchOff],
    ['could be carried out once more', mayRepeat],
  ])('and %s gets the first answer, whatever happened since', async (_, command) => {
    const { does, store } = await kitchen();
    const carriedOut = await does(command, request('c1'));
    await does(mayRepeat);
    const before = await store.load(first);
    const repeated = await does(command, { ...request('c1'), now: now + MINUTE });
    expect(carriedOut).toMatchObject({ outcome: 'committed', answer: { version: 2 } });
    expect(repeated).toEqual({
      outcome: 'repeated',
      answer: 'answer' in carriedOut ? carriedOut.answer : undefined,
    });
    expect(await store.load(first)).toEqual(before);
  });

  it('at the same moment is carried out once, and both get one answer', async () => {
    const { does, factsOf } = await kitchen();
    const both = await Promise.all([does(mayRepeat, request('c1')), does(mayRepeat, request('c1'))]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['committed', 'repeated']);
    expect(await factsOf()).toEqual(['switched-on', 'guard-not-reached']);
  });

  it.each([
    ['would be refused by now', switchOff],
    ['could be carried out', mayRepeat],
  ])('with other content is another one, and refused, where it %s', async (_, command) => {
    const { does, store } = await kitchen();
    await does(switchOff, request('c1', 'h'));
    expect(await does(command, request('c1', 'other'))).toEqual({
      outcome: 'refused',
      refusal: { code: 'command-used' },
    });
    expect(await store.load(first)).toMatchObject({ version: 2 });
  });

  it('is recognised with its answer however many came since, and a day later', async () => {
    const { does, store } = await kitchen();
    const ids = Array.from({ length: 30 }, (_, index) => `c${index}`);
    const kept = (commandId: string) => ({
      request: { commandId, contentHash: commandId, expiresAt: now + 2 * DAY },
    });
    const firsts = [];
    for (const id of ids) firsts.push(await does(mayRepeat, kept(id)));
    const before = await store.load(first);
    expect(before?.commands?.split(' ').length).toBeLessThan(ids.length);
    const repeats = [];
    for (const id of ids) repeats.push(await does(mayRepeat, { ...kept(id), now: now + DAY }));
    expect(repeats).toEqual(
      firsts.map((one) => ({ outcome: 'repeated', answer: 'answer' in one && one.answer })),
    );
    for (const id of ids) {
      const { request } = kept(id);
      const other = await does(mayRepeat, { request: { ...request, contentHash: 'other' } });
      expect(other).toEqual({ outcome: 'refused', refusal: { code: 'command-used' } });
    }
    expect(await store.load(first)).toEqual(before);
  });

  it('is recognised when the first one won the last race, even without another try', async () => {
    const { world, does, factsOf } = await kitchen();
    const target = { key: first, station, now, triesMax: 1, ...request('c1') };
    const handled = await handleCommand<KettleTypes>(world, kettleAggregate, target, async () => {
      await does(mayRepeat, request('c1'));
      return { command: mayRepeat, by };
    });
    expect(handled).toMatchObject({ outcome: 'repeated', answer: { version: 2 } });
    expect(await factsOf()).toEqual(['switched-on', 'guard-not-reached']);
  });

  it('is no longer kept after its time, by the next step of the aggregate', async () => {
    const { does, store } = await kitchen();
    await does(mayRepeat, request('c1'));
    expect(await store.load(first)).toHaveProperty('commands');
    await does(mayRepeat, { now: now + 2 * HOUR });
    expect(await store.load(first)).not.toHaveProperty('commands');
  });

  it('under another id, or to another aggregate, is carried out', async () => {
    const { does } = await kitchen();
    await does(mayRepeat, request('c1'));
    expect(await does(mayRepeat, request('c2'))).toMatchObject({ outcome: 'committed' });
    expect(await does(mayRepeat, { ...request('c1'), key: other })).toMatchObject({ outcome: 'committed' });
  });

  it('from somebody who may no longer see the aggregate does not return the first answer', async () => {
    const { world, does } = await kitchen();
    await does(switchOff, request('c1'));
    const target = { key: first, station, now, ...request('c1') };
    const handled = await handleCommand<KettleTypes>(world, kettleAggregate, target, async () => ({
      refusal: { code: 'not-found' },
    }));
    expect(handled).toEqual({ outcome: 'refused', refusal: { code: 'not-found' } });
  });
});

describe('a conflict', () => {
  it('is decided again on the current state', async () => {
    const { disturbed, factsOf } = await kitchen();
    const { handled, loaded } = await disturbed(2, switchOff);
    expect(handled).toMatchObject({ outcome: 'committed', answer: { version: 4, status: 'off' } });
    expect(loaded.map(({ before, conflict }) => [before?.version, conflict])).toEqual([
      [1, undefined],
      [2, 'version'],
      [3, 'version'],
    ]);
    expect(await factsOf()).toEqual([
      'switched-on',
      'guard-not-reached',
      'guard-not-reached',
      'switched-off',
    ]);
  });

  it('with a command that ended the aggregate is a refusal by its rules', async () => {
    const { world, does } = await kitchen();
    let tries = 0;
    const target = { key: first, station, now };
    const handled = await handleCommand<KettleTypes>(world, kettleAggregate, target, async () => {
      tries += 1;
      if (tries === 1) await does(switchOff);
      return { command: switchOff, by };
    });
    expect(handled).toEqual({ outcome: 'refused', refusal: { code: 'already-off' } });
    expect(tries).toBe(2);
  });

  it.each([
    ['five', {}, 5],
    ['as many as were asked for', { triesMax: 3 }, 3],
    ['one', { triesMax: 1 }, 1],
  ] as const)('each time ends after %s tries, and nothing of it is written', async (_, target, tries) => {
    const { disturbed, factsOf } = await kitchen();
    const { handled, loaded } = await disturbed(99, switchOff, target);
    expect(handled).toEqual({ outcome: 'conflict', conflict: 'version' });
    expect(loaded).toHaveLength(tries);
    expect(await factsOf()).toEqual(['switched-on', ...Array(tries).fill('guard-not-reached')]);
  });

  it('of a companion is passed to the plan by its name, and the plan may leave it out', async () => {
    const { world, store, factsOf } = await kitchen();
    await store.writeCompanions([once('taken')]);
    const conflicts: (string | undefined)[] = [];
    const target = { key: first, station, now };
    const handled = await handleCommand<KettleTypes>(world, kettleAggregate, target, async ({ conflict }) => {
      conflicts.push(conflict);
      const names = conflict === 'taken' ? ['free'] : ['free', 'taken'];
      return { command: switchOff, by, companions: () => names.map((name) => once(name)) };
    });
    expect(handled).toMatchObject({ outcome: 'committed' });
    expect(conflicts).toEqual([undefined, 'taken']);
    expect(await store.companion(once('free').key)).toBeDefined();
    expect(await factsOf()).toEqual(['switched-on', 'switched-off']);
  });
});

describe('companions', () => {
  const tick = { move: 'tick' } as const;

  it('are written with the step, and are made of the state after it', async () => {
    const { does, store } = await kitchen();
    await does(switchOff, {}, { companions: ({ version, status }) => [once(`${status}-${version}`)] });
    expect(await store.companion(once('off-2').key)).toBeDefined();
  });

  it('are written alone when the decision changes nothing', async () => {
    const { does, store, factsOf } = await kitchen();
    expect(await does(tick, {}, { companions: () => [once('a'), once('b')] })).toEqual({
      outcome: 'nothing',
    });
    for (const name of ['a', 'b']) expect(await store.companion(once(name).key)).toBeDefined();
    expect(await store.load(first)).toMatchObject({ version: 1 });
    expect(await factsOf()).toEqual(['switched-on']);
  });

  it('that may not be written alone are a conflict, and none of them is', async () => {
    const { does, store } = await kitchen();
    await store.writeCompanions([once('b')]);
    expect(await does(tick, {}, { companions: () => [once('a', 'full'), once('b', 'full')] })).toEqual({
      outcome: 'conflict',
      conflict: 'full',
    });
    expect(await store.companion(once('a').key)).toBeUndefined();
  });

  it('are not required: a plan without a step or companions writes nothing', async () => {
    const { does, tables } = await kitchen();
    const before = structuredClone(tables);
    expect(await does(tick, request('c1'))).toEqual({ outcome: 'nothing' });
    expect(tables).toEqual(before);
  });
});

describe('a plan that cannot be carried out whole', () => {
  it('is a defect when nothing changes and a text would be lost', async () => {
    const { does, tables } = await kitchen();
    const before = structuredClone(tables);
    const texts = [{ kind: 'note', text: 'tea', to }] as const;
    await expect(does(kettleAggregate.tick, {}, { texts })).rejects.toThrow('without facts');
    expect(tables).toEqual(before);
  });

  it('is a defect when both steps are of one aggregate', async () => {
    const { does, store } = await kitchen();
    const before = await store.load(first);
    if (before === undefined) throw new Error('the kettle is gone');
    const second = { aggregate: kettleAggregate, before, command: switchOff, by };
    await expect(does(switchOff, {}, { second })).rejects.toThrow('of the same aggregate');
    expect((await store.load(first))?.version).toBe(1);
  });

  it('is a defect when its repeat could not be recognised', async () => {
    const { world } = await kitchen();
    const target = { station, now, ...request('c1') };
    const plan = async () => ({ command: { move: 'switch-on', station, id: idOf('d') } as const, by });
    await expect(handleCommand<KettleTypes>(world, kettleAggregate, target, plan)).rejects.toThrow(
      'known key',
    );
  });
});

describe('a second step', () => {
  /** Switches the first kettle off, and with it the other one in the given version. */
  async function together(
    kettles: Awaited<ReturnType<typeof kitchen>>,
    companions: readonly Companion[] = [],
  ) {
    const before = await kettles.store.load(other);
    if (before === undefined) throw new Error('the other kettle is gone');
    const second = { aggregate: kettleAggregate, before, command: switchOff, by, companions };
    return (target: Partial<CommandTarget<KettleTypes>> = {}) =>
      kettles.does(switchOff, { ...request('c1'), ...target }, { second });
  }

  it('is written in the same transaction, with its own companions', async () => {
    const kettles = await kitchen();
    const both = await together(kettles, [once('companion')]);
    expect(await both()).toMatchObject({ outcome: 'committed', answer: { version: 2 } });
    expect(await kettles.factsOf(first)).toEqual(['switched-on', 'switched-off']);
    expect(await kettles.factsOf(other)).toEqual(['switched-on', 'switched-off']);
    expect(await kettles.store.companion(once('companion').key)).toBeDefined();
  });

  it('that is refused refuses the whole, and nothing of either is written', async () => {
    const kettles = await kitchen();
    await kettles.does(switchOff, { key: other });
    const both = await together(kettles);
    const before = structuredClone(kettles.tables);
    expect(await both()).toEqual({ outcome: 'refused', refusal: { code: 'already-off' } });
    expect(kettles.tables).toEqual(before);
  });

  it('of an aggregate that has moved on is a conflict of the whole, and nothing of either is written', async () => {
    const kettles = await kitchen();
    const both = await together(kettles, [once('companion')]);
    await kettles.does(mayRepeat, { key: other });
    const before = structuredClone(kettles.tables);
    expect(await both({ triesMax: 1 })).toEqual({ outcome: 'conflict', conflict: 'version' });
    expect(kettles.tables).toEqual(before);
  });

  it('comes with the whole only once, however often that comes', async () => {
    const kettles = await kitchen();
    const both = await together(kettles);
    await both();
    expect(await both()).toMatchObject({ outcome: 'repeated', answer: { version: 2, status: 'off' } });
    expect(await kettles.factsOf(other)).toEqual(['switched-on', 'switched-off']);
  });
});
