import { describe, expect, it } from 'vitest';
import { knownKinds } from '../../shared/adapters/channels/channels.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { canonicalHash } from '../../shared/engine/canonical-hash.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import type { Ids } from '../../shared/handlers/clock-logger.ts';
import { type OperateWorld, operateHandler } from '../../shared/handlers/operate-handler.ts';
import { versionRow } from '../../shared/policies/policy-keys.ts';
import { standardContent } from '../../shared/policies/standard.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { room } from '../cases/room.ts';
import { enteredPerson, enteredPlace } from '../enter.ts';

const st5 = stationId('st5');
const words = { 'zh-CN': '清河里', en: 'Qinghe Lane' };
const v1 = { code: 'v1-1', building: 'v1', entrance: '1', words };
const zhao = { person: 'p-zhao', role: 'chief', displayName: '金丝雀' };
const st6 = stationId('st6');
const station = {
  station: 'st5',
  words,
  compound: words,
  phone: '0931 2660110',
  places: [v1],
  people: [zhao],
};

const noRows: OperateWorld['rows'] = {
  row: async () => undefined,
  facts: async () => [],
  people: async () => [],
  decode: () => {
    throw new Error('nothing decodes');
  },
  repairable: [],
};

async function desk(more: Partial<OperateWorld> = {}) {
  const world = await room();
  const [logged, pairs]: [Ids[], string[]] = [[], []];
  const handler = operateHandler(
    {
      ...world,
      store: memoryStore(),
      rows: noRows,
      channelKinds: knownKinds,
      keyPairs: { ensure: async (of) => void pairs.push(of) },
      origin: 'https://huiying.example.cn',
      ...more,
    },
    { record: (_code, ids) => void logged.push(ids), measure: () => undefined },
  );
  const ask = (request: object) => handler(request);
  return { ask, logged, pairs, enter: (file: unknown) => ask({ action: 'enter-station', file }) };
}

describe('the function of operators', () => {
  it('enters a station, makes its key pairs first, and says what each code leads to', async () => {
    const store = memoryStore();
    const order: string[] = [];
    const keyPairs = {
      ensure: async () => void order.push((await store.findStation(st5)) ? 'after' : 'before'),
    };
    const { enter } = await desk({ store, keyPairs });
    expect(await enter(JSON.stringify(station))).toEqual({
      lines: ['st5: 1 places, 1 people.', 'https://huiying.example.cn/q/v1-1'],
    });
    expect(order).toEqual(['before']);
    expect((await store.history(registerKey(st5))).facts.map(({ by }) => by.kind)).toContain('system');
  });

  it.each([
    ['an action that there is not', { action: 'delete-station' }, /^This is the function of operators/],
    ['what is meant for the notary', { settled: ['S#st5#c'] }, /^This is the function of operators/],
    ['a station that cannot be', { action: 'roster', station: 'S#1' }, /station/],
    ['a case that cannot be', { action: 'row', station: 'st5', case: 'c1' }, /is not a case id/],
    ['a file that is no JSON', { action: 'enter-station', file: '{' }, /not JSON/],
    [
      'a policy by which a case could be left alone',
      {
        action: 'publish',
        station: 'st5',
        isPreview: true,
        files: { policy: JSON.stringify({ ...standardContent, version: 'x', escalations: {} }) },
      },
      /The policy is refused/,
    ],
  ])('answers %s with a sentence, and does not fail', async (_, request, fault) => {
    const { ask, enter } = await desk();
    await enter(JSON.stringify(station));
    expect(await ask(request)).toEqual({ fault: expect.stringMatching(fault) });
  });

  it('answers a code that does not exist with its refusal', async () => {
    const { ask } = await desk();
    expect(await ask({ action: 'replace-code', code: 'nosuch' })).toEqual({
      refusal: { code: 'not-found' },
    });
  });

  it('previews a publication without writing it', async () => {
    const store = memoryStore();
    const { ask, enter } = await desk({ store });
    await enter(JSON.stringify(station));
    const { facts } = await store.history(registerKey(st5));
    const policy = JSON.stringify({ ...standardContent, version: 'next' });
    const publish = { action: 'publish', station: 'st5', files: { policy } };
    expect(await ask({ ...publish, isPreview: true })).toMatchObject({
      lines: ['st5: this would change', {}],
    });
    expect((await store.history(registerKey(st5))).facts).toEqual(facts);
    expect(await ask({ ...publish, isPreview: false })).toMatchObject({
      lines: [expect.stringContaining('published policy next'), {}],
    });
    const newer = (await store.history(registerKey(st5))).facts.slice(facts.length);
    expect(newer.map(({ fact }) => fact.fact)).toEqual(['policy-published', 'versions-chosen']);
  });

  it('answers a code that was replaced with the one that stands now', async () => {
    const { ask, enter } = await desk();
    await enter(JSON.stringify(station));
    const [address] = ((await ask({ action: 'replace-code', code: 'v1-1' })) as { lines: string[] }).lines;
    const now = address?.split('/').at(-1) ?? '';
    expect(await ask({ action: 'replace-code', code: 'v1-1' })).toEqual({
      refusal: { code: 'code-replaced' },
      now,
    });
    expect(await enter(JSON.stringify(station))).toEqual({
      refusal: { code: 'code-taken', place: 'v1-1', now },
    });
  });

  it.each([
    ['a person who cannot be', { people: [{ ...zhao, person: 'Zhào #1' }] }, /A person is the `sub`/],
    ['a deputy who cannot be', { people: [{ ...zhao, deputy: '' }] }, /A person is the `sub`/],
    ['a station that cannot be', { station: 'St 5' }, /id of a station has small letters/],
    [
      'a code that no address can hold',
      { places: [{ ...v1, code: 'v1/1' }] },
      /A code is a part of an address/,
    ],
    ['a role that there is not', { people: [{ ...zhao, role: 'king' }] }, /people\[0\]\.role/],
    ['a field that nobody reads', { fax: '1' }, /"fax"/],
    ['a place twice', { places: [v1, v1] }, /The code v1-1 stands in the file twice\./],
    ['a person twice', { people: [zhao, zhao] }, /The person p-zhao stands in the file twice\./],
    [
      'a deputy who is nobody',
      { people: [{ ...zhao, deputy: 'p-no' }] },
      /p-no, who is neither in the file nor/,
    ],
    ['a deputy of themselves', { people: [{ ...zhao, deputy: 'p-zhao' }] }, /is the same person/],
    [
      'an auditor as a deputy',
      {
        people: [
          { ...zhao, deputy: 'p-a' },
          { ...zhao, person: 'p-a', role: 'auditor' },
        ],
      },
      /The deputy of p-zhao is an auditor/,
    ],
    [
      'an auditor of the roster as a deputy',
      { people: [{ ...zhao, deputy: 'p-auditor' }] },
      /The deputy of p-zhao is an auditor/,
    ],
    [
      'somebody who becomes an auditor, and is a deputy on the roster',
      { people: [zhao, { ...zhao, person: 'p-qian', role: 'auditor' }] },
      /The deputy of p-sun is an auditor/,
    ],
  ])('answers a file with %s with a sentence, and writes nothing', async (_, wrong, fault) => {
    const store = memoryStore();
    const known = { station: st5, displayName: '金丝雀', onLeave: false } as const;
    await enteredPerson(store, { ...known, person: personId('p-auditor'), role: 'auditor' });
    await enteredPerson(store, { ...known, person: personId('p-qian'), role: 'guard' });
    await enteredPerson(store, {
      ...known,
      person: personId('p-sun'),
      role: 'guard',
      deputy: personId('p-qian'),
    });
    const { facts } = await store.history(registerKey(st5));
    const { enter, logged, pairs } = await desk({ store });
    expect(await enter(JSON.stringify({ ...station, ...wrong }))).toEqual({
      fault: expect.stringMatching(fault),
    });
    expect((await store.history(registerKey(st5))).facts).toEqual(facts);
    expect([pairs, logged.at(-1)?.outcome]).toEqual([[], 'OperatorFault']);
  });

  it('takes a deputy of the roster, who is not in the file', async () => {
    const { enter } = await desk();
    await enter(JSON.stringify(station));
    const people = [{ ...zhao, person: 'p-li', onLeave: true, deputy: 'p-zhao' }];
    expect(await enter(JSON.stringify({ ...station, people }))).toHaveProperty('lines');
  });

  it('looks at everything that can be refused before it makes a key or writes', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({ ...v1, code: `many-${index}` }));
    const store = memoryStore();
    await enteredPlace(store, { ...v1, station: st6, code: 'many-119' });
    const { enter, pairs } = await desk({ store });
    expect(await enter(JSON.stringify({ ...station, places: many }))).toEqual({
      refusal: { code: 'code-taken', place: 'many-119' },
    });
    const version = { key: versionRow(st5, 'VERSION', standardContent.version) };
    const other = { ...standardContent, of: 'another release' };
    const content = { content: JSON.stringify(other), hash: canonicalHash(other) };
    await store.writeCompanions([{ ...version, values: content, condition: 'absent', conflict: 'version' }]);
    expect(await enter(JSON.stringify(station))).toMatchObject({ refusal: { code: 'version-taken' } });
    expect([pairs, (await store.history(registerKey(st5))).facts]).toEqual([[], []]);
    expect(await store.findStation(st5)).toBeUndefined();
  });

  it('never leaves a place that takes reports before the people and the policy, wherever it breaks off', async () => {
    const places = Array.from({ length: 60 }, (_, index) => ({ ...v1, code: `many-${index}` }));
    const people = Array.from({ length: 60 }, (_, index) => ({ ...zhao, person: `p-${index}` }));
    const file = JSON.stringify({ ...station, places, people });
    const store = memoryStore();
    let died = 0;
    for (;;) {
      let commits = 0;
      const dying = {
        ...store,
        commit: async (...steps: Parameters<typeof store.commit>) => {
          commits += 1;
          if (commits > 1) throw new Unavailable('killed');
          return store.commit(...steps);
        },
      };
      const { enter } = await desk({ store: dying });
      const ended = await enter(file).catch(() => 'died');
      if ((await store.places(st5)).length > 0) {
        expect((await store.roster(st5)).people).toHaveLength(60);
        expect(await store.companion(versionRow(st5, 'VERSION', standardContent.version))).toBeDefined();
      }
      if (ended !== 'died') break;
      died += 1;
    }
    expect(died).toBeGreaterThan(3);
    expect(await store.places(st5)).toHaveLength(60);
  });

  it('says what was entered before another station took a code', async () => {
    const store = memoryStore();
    let isTaken = false;
    const racing = {
      ...store,
      commit: async (...steps: Parameters<typeof store.commit>) => {
        if (!isTaken) {
          isTaken = true;
          await enteredPlace(store, { ...v1, station: st6, code: 'v1-1' });
        }
        return store.commit(...steps);
      },
    };
    const { enter } = await desk({ store: racing });
    expect(await enter(JSON.stringify(station))).toEqual({
      refusal: { code: 'code-taken', place: 'v1-1' },
      entered: { people: 1, places: 0 },
    });
  });

  it('refuses what others change at the same time, and does not fail', async () => {
    const store = memoryStore();
    const { enter: before } = await desk({ store });
    await before(JSON.stringify(station));
    const busy = { ...store, commit: async () => ({ ok: false, conflict: 'version' }) as const };
    const { ask, enter } = await desk({ store: busy });
    const refusal = { refusal: { code: 'changed-meanwhile' } };
    expect(await enter(JSON.stringify({ ...station, phone: '1' }))).toEqual(refusal);
    expect(await ask({ action: 'replace-code', code: 'v1-1' })).toEqual(refusal);
    const files = { policy: JSON.stringify({ ...standardContent, version: 'next' }) };
    expect(await ask({ action: 'publish', station: 'st5', files, isPreview: false })).toEqual(refusal);
  });

  it('says that a case or a station is not there', async () => {
    const { ask } = await desk();
    const id = `c${'a'.repeat(25)}`;
    for (const action of ['row', 'facts']) {
      expect(await ask({ action, station: 'st5', case: id })).toEqual({
        fault: `There is no case ${id} in the station st5.`,
      });
    }
    expect(await ask({ action: 'roster', station: 'st5' })).toEqual({ fault: 'There is no station st5.' });
  });

  it('says that the row of a case is gone when its facts are there', async () => {
    const { ask } = await desk({ rows: { ...noRows, facts: async () => [{ fact: 'submitted' }] } });
    const row = { action: 'row', station: 'st5', case: `c${'a'.repeat(25)}` };
    expect(await ask(row)).toEqual({ fault: expect.stringMatching(/is gone, and its facts are there/) });
  });

  it('shows an entry of the roster without its key and its salt', async () => {
    const key = { pk: 'S#st5#PEOPLE', sk: 'p-zhao' };
    const people = async () => [
      { ...key, salt: 'x', role: 'chief', person: 'p-zhao' },
      { ...key, role: 1 },
    ];
    const { ask } = await desk({ rows: { ...noRows, people } });
    expect(await ask({ action: 'roster', station: 'st5' })).toEqual({
      lines: ['{"role":"chief","person":"p-zhao"}', '{"role":1,"person":"p-zhao"}'],
    });
  });

  it('logs what was asked, of which station, and what became of it, but no name and no file', async () => {
    const { ask, enter, logged } = await desk();
    await enter(JSON.stringify(station));
    await ask({ action: 'replace-code', code: '金丝雀' });
    await ask({ action: 'print', station: 'st9', what: 'policy' });
    expect(logged).toEqual([
      { action: 'enter-station', outcome: 'done' },
      { action: 'replace-code', outcome: 'not-found' },
      { action: 'print', station: 'st9', outcome: 'OperatorFault' },
    ]);
  });

  it('fails when the table does not answer, and says no more than the kind of error', async () => {
    const { enter } = await desk({
      keyPairs: {
        ensure: async () => {
          throw new Unavailable('金丝雀');
        },
      },
    });
    await expect(enter(JSON.stringify(station))).rejects.toThrow(/^enter-station failed: Unavailable$/);
  });
});
