import { describe, expect, it } from 'vitest';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { stationBrief } from '../../shared/cases/reading/station-brief.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { priorities } from '../../shared/engine/priority.ts';
import { personId, scopeOf, stationId } from '../../shared/engine/scope.ts';
import type { RowKey } from '../../shared/engine/storage/row.ts';
import { hashRow } from '../../shared/engine/storage/row-hash.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { enter, type StationEntries } from '../../shared/register/enter.ts';
import { operator } from '../../shared/register/record.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { replaceCode } from '../../shared/register/replace-code.ts';
import { personRow } from '../../shared/stations/keys.ts';
import type { Place } from '../../shared/stations/place.ts';
import type { Station } from '../../shared/stations/station.ts';
import { li, st1 } from './cases.ts';
import type { Subject } from './store-under-test.ts';

const place: Place = {
  code: 'b07-east',
  station: st1,
  building: '7',
  entrance: 'east',
  words: { 'zh-CN': '7号楼东门', en: 'Building 7, east entrance' },
};

const officerLi: Person = {
  person: li,
  station: st1,
  role: 'officer',
  displayName: '李警官',
  onLeave: true,
  deputy: personId('wang'),
};

const wang: Person = {
  person: personId('wang'),
  station: st1,
  role: 'guard',
  displayName: '王师傅',
  onLeave: false,
};

const room: Station = {
  station: st1,
  words: { 'zh-CN': '清河里社区警务室', en: 'Qinghe Lane police room' },
  compound: { 'zh-CN': '清河里', en: 'Qinghe Lane' },
  phone: '0931-2660110',
};

const chief = scopeOf({ station: st1, person: personId('p-chief'), role: 'chief' });

export function stationContract(subject: Subject): void {
  const store = () => subject().store;
  const system = seededSystem(5, 0);
  const entered = (entries: StationEntries, station = st1) =>
    enter({ store: store(), system }, station, entries, operator(7));
  const replaced = (code: string, by = chief) => replaceCode({ store: store(), system }, code, by, 7);
  const facts = async (station = st1) => (await store().history(registerKey(station))).facts;

  describe('the register of a station', () => {
    it('gives back a place by its code', async () => {
      await entered({ places: [place] });
      expect(await store().findPlace('b07-east')).toEqual(place);
      expect(await store().findPlace('b08-east')).toBeUndefined();
    });

    it('keeps the newest description of a place', async () => {
      await entered({ places: [place] });
      await entered({ places: [{ ...place, entrance: 'main' }] });
      expect(await store().findPlace('b07-east')).toMatchObject({ entrance: 'main' });
    });

    it('lists the places of its own station only, in the order of their codes', async () => {
      const other = { ...place, station: stationId('st2'), code: 'other-1' };
      const [first, second] = [
        { ...place, code: 'listed-1' },
        { ...place, code: 'listed-2' },
      ];
      await entered({ places: [second, first] });
      await entered({ places: [other] }, other.station);
      expect(await store().places(st1)).toEqual([first, second]);
    });

    it('gives a place a new code once, and keeps the old one with who replaced it and when', async () => {
      await entered({ places: [place] });
      const { place: renamed } = (await replaced(place.code)) as { place: Place };
      expect(renamed).toEqual({
        ...place,
        code: expect.stringMatching(/^b07-east-[a-z2-7]{6}$/),
        renewed: { from: place.code, at: 7, by: chief.person },
      });
      const mark = { code: renamed.code, at: 7, by: chief.person };
      expect(await store().findPlace(place.code)).toEqual({ ...place, replaced: mark });
      expect(await store().findPlace(renamed.code)).toEqual(renamed);
      expect(await store().places(st1)).toEqual([renamed]);
      expect((await facts()).at(-2)).toMatchObject({ by: { kind: 'staff', person: 'p-chief' } });
      expect(await replaced(place.code)).toEqual({ refusal: { code: 'code-replaced' } });
      expect(await entered({ places: [place] })).toEqual({
        refusal: { code: 'code-taken', place: place.code, now: renamed.code },
      });
      expect(await store().places(st1)).toEqual([renamed]);
    });

    it('lets each of two who replace a code at once know which code stands', async () => {
      await entered({ places: [place] });
      const both = await Promise.all([replaced(place.code), replaced(place.code)]);
      expect(both.filter(({ refusal }) => refusal?.code === 'code-replaced')).toHaveLength(1);
      expect(await store().places(st1)).toHaveLength(1);
    });

    it('tells who reads the place before another replaces its code, and its history after, which code stands', async () => {
      await entered({ places: [place] });
      let first: Promise<unknown> | undefined;
      const overtaken = {
        ...store(),
        companion: async (key: RowKey) => {
          first ??= replaced(place.code);
          await first;
          return store().companion(key);
        },
      };
      const second = await replaceCode({ store: overtaken, system }, place.code, chief, 7);
      expect(second).toEqual({ refusal: { code: 'code-replaced' } });
      expect(await store().places(st1)).toHaveLength(1);
    });

    it('accepts no code of another station', async () => {
      await entered({ places: [place] });
      const st2 = stationId('st2');
      const taken = await entered({ places: [{ ...place, station: st2 }] }, st2);
      expect(taken).toEqual({ refusal: { code: 'code-taken', place: place.code } });
      expect(await store().findPlace(place.code)).toEqual(place);
      expect(await facts(st2)).toEqual([]);
    });

    it('returns the name and the telephone number of its station', async () => {
      await entered({ station: room });
      expect(await store().findStation(st1)).toEqual(room);
      expect(await store().findStation(stationId('st3'))).toBeUndefined();
    });

    it('names every station that was entered, once', async () => {
      const st2 = stationId('st2');
      await entered({ station: { ...room, station: st2 } }, st2);
      for (const code of ['named-1', 'named-3']) await entered({ places: [{ ...place, code }] });
      expect(await store().stations()).toEqual([st1, st2]);
    });

    it('knows the people of its own station only, without what hides their names', async () => {
      const stranger = { ...wang, station: stationId('st2') };
      await entered({ people: [officerLi, wang] });
      await entered({ people: [stranger] }, stranger.station);
      const { people, unreadable } = await store().roster(st1);
      expect([new Set(people), unreadable]).toEqual([new Set([officerLi, wang]), 0]);
      expect(await store().roster(stationId('st3'))).toEqual({ people: [], struck: [], unreadable: 0 });
    });

    it('keeps those who were struck apart from those who are there, with their days away', async () => {
      const struck = { ...wang, struck: { at: 1, by: officerLi.person } };
      const away = { ...officerLi, absences: [{ from: '2026-12-01', to: '2026-12-05' }] } as const;
      await entered({ people: [away, struck] });
      expect(await store().roster(st1)).toEqual({ people: [away], struck: [struck], unreadable: 0 });
    });

    it('leaves out and counts entries that cannot be read, and returns the others', async () => {
      await entered({ people: [officerLi, wang] });
      await subject().spoilPerson(officerLi);
      expect(await store().roster(st1)).toEqual({ people: [wang], struck: [], unreadable: 1 });
    });

    it('writes nothing for what is as it shall be', async () => {
      const all = { station: room, places: [place], people: [officerLi, wang] };
      expect(await entered(all)).toEqual({ recorded: true });
      const written = await facts();
      expect(await entered(all)).toEqual({ recorded: false });
      expect(await facts()).toEqual(written);
      expect(await entered({ ...all, people: [{ ...wang, onLeave: true }] })).toEqual({ recorded: true });
      expect((await facts()).slice(written.length).map(({ fact }) => fact.fact)).toEqual(['person-changed']);
    });

    it('replaces an entry that was spoiled by the same file', async () => {
      await entered({ people: [officerLi, wang] });
      await subject().spoilPerson(officerLi);
      await entered({ people: [officerLi, wang] });
      expect(await store().roster(st1)).toMatchObject({ unreadable: 0, people: { length: 2 } });
    });

    it('names in each fact the rows that were written, by key and hash, and no name of a person', async () => {
      await entered({ station: room, places: [place], people: [officerLi] });
      const recorded = (await facts()).flatMap(({ fact }) => fact.rows);
      expect(recorded.map(({ pk, sk }) => [pk, sk])).toEqual([
        ['STATIONS', 'st1'],
        ['S#st1#STATION', 'STATION'],
        ['S#st1#PEOPLE', li],
        ['L#b07-east', 'PLACE'],
        ['S#st1#PLACES', 'b07-east'],
      ]);
      for (const { hash, ...key } of recorded) {
        const row = await store().companion(key);
        expect(row && hashRow({ ...row, ...key })).toBe(hash);
      }
      expect(JSON.stringify(await facts())).not.toMatch(/李警官|清河里|7号楼/);
    });

    it('gives the entry of a person another hash whenever it is written, so that no name can be guessed', async () => {
      const hashes = new Set<string>();
      for (const onLeave of [true, false, true]) {
        await entered({ people: [{ ...wang, onLeave }] });
        hashes.add((await facts()).at(-1)?.fact.rows[0]?.hash ?? '');
      }
      expect(hashes.size).toBe(3);
      expect(await store().companion(personRow(st1, wang.person))).toHaveProperty('salt');
    });

    it('is due nowhere, in no list of cases and in no brief, since it never has a deadline', async () => {
      await entered({ station: room, places: [place], people: [officerLi] });
      for (const lane of priorities) {
        for (let shard = 0; shard < store().shardsPerLane; shard += 1) {
          expect((await store().due(lane, shard, Number.MAX_SAFE_INTEGER / 1e4, 10)).rows).toEqual([]);
        }
      }
      for (const list of ['open', 'closed', 'received'] as const) {
        expect(
          (await store().board(chief, { list, limit: 10, view: 'all', guardTypes: [], now: 7 })).rows,
        ).toEqual([]);
      }
      const policies = fixedPolicies(standardPolicy);
      const counted = await stationBrief({ store: store(), policies }, chief, 7);
      expect([counted.open, counted.overdue, counted.newOvernight]).toEqual([0, 0, 0]);
      expect(await store().load(registerKey(st1))).toMatchObject({ status: 'kept', version: 1 });
    });

    it('takes a station of three hundred places and sixty people, in as many commits as it needs', async () => {
      const places = Array.from({ length: 300 }, (_, index) => ({ ...place, code: `many-${index}` }));
      const people = Array.from({ length: 60 }, (_, index) => ({ ...wang, person: personId(`p-${index}`) }));
      await entered({ station: room, places, people });
      expect(await store().places(st1)).toHaveLength(300);
      expect((await store().roster(st1)).people).toHaveLength(60);
      const written = await facts();
      expect(written).toHaveLength(361);
      expect(await entered({ station: room, places, people })).toEqual({ recorded: false });
    });

    it('goes on with an entry that was interrupted', async () => {
      const places = Array.from({ length: 80 }, (_, index) => ({ ...place, code: `half-${index}` }));
      const world = { store: store(), system };
      let commits = 0;
      const dying = {
        ...world.store,
        commit: (...args: Parameters<typeof world.store.commit>) => {
          commits += 1;
          if (commits === 2) throw new Error('killed');
          return world.store.commit(...args);
        },
      };
      const died = enter({ store: dying, system }, st1, { station: room, places }, operator(7));
      await expect(died).rejects.toThrow('killed');
      expect((await store().places(st1)).length).toBeLessThan(80);
      await entered({ station: room, places });
      expect(await store().places(st1)).toHaveLength(80);
      const codes = (await facts()).filter(({ fact }) => fact.fact === 'place-entered');
      expect(codes).toHaveLength(80);
    });
  });
}
