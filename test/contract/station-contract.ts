import { describe, expect, it } from 'vitest';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
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

export function stationContract(subject: Subject): void {
  const store = () => subject().store;

  describe('the registers of a station', () => {
    it('give back a place by its code', async () => {
      await store().addPlace(place);
      expect(await store().findPlace('b07-east')).toEqual(place);
      expect(await store().findPlace('b08-east')).toBeUndefined();
    });

    it('keep the newest description of a place', async () => {
      await store().addPlace(place);
      await store().addPlace({ ...place, entrance: 'main' });
      expect(await store().findPlace('b07-east')).toMatchObject({ entrance: 'main' });
    });

    it('list the places of their own station only, in the order of their codes', async () => {
      const station = stationId('st-listed');
      const elsewhere = { ...place, station: stationId('st-other'), code: 'other-1' };
      const [first, second] = [
        { ...place, station, code: 'listed-1' },
        { ...place, station, code: 'listed-2' },
      ];
      for (const one of [second, elsewhere, first]) await store().addPlace(one);
      expect(await store().places(station)).toEqual([first, second]);
    });

    it('give a place a new code, and keep the old one with who replaced it and when', async () => {
      const old = { ...place, code: 'b07-west', station: stationId('st-west') };
      await store().addPlace(old);
      const replaced = { code: 'b07-west-new234', at: 7, by: li };
      expect(await store().replaceCode(old, replaced)).toBe('replaced');
      expect(await store().findPlace('b07-west')).toEqual({ ...old, replaced });
      expect(await store().findPlace(replaced.code)).toEqual({ ...old, code: replaced.code });
      expect(await store().places(old.station)).toEqual([{ ...old, code: replaced.code }]);
      const again = { ...replaced, code: 'b07-west-new567' };
      expect(await store().replaceCode(old, again)).toBe('replaced-before');
      expect(await store().findPlace(again.code)).toBeUndefined();
      await expect(store().addPlace(old)).rejects.toThrow(/b07-west was replaced/);
    });

    it('accept no code twice', async () => {
      const [one, other] = [place, { ...place, code: 'b09-east', station: stationId('st2') }];
      for (const each of [one, other]) await store().addPlace(each);
      expect(await store().replaceCode(one, { code: other.code, at: 7 })).toBe('code-taken');
      expect(await store().findPlace(one.code)).toEqual(one);
      expect(await store().findPlace(other.code)).toEqual(other);
    });

    it('return the name and the telephone number of a station', async () => {
      const room: Station = {
        station: st1,
        words: { 'zh-CN': '清河里社区警务室', en: 'Qinghe Lane police room' },
        compound: { 'zh-CN': '清河里', en: 'Qinghe Lane' },
        phone: '0931-2660110',
      };
      await store().addStation(room);
      expect(await store().findStation(st1)).toEqual(room);
      expect(await store().findStation(stationId('st3'))).toBeUndefined();
    });

    it('name every station that has a place, once', async () => {
      const [one, other] = [stationId('st-named-1'), stationId('st-named-2')];
      for (const [code, station] of [
        ['named-1', one],
        ['named-2', other],
        ['named-3', one],
      ] as const) {
        await store().addPlace({ ...place, code, station });
      }
      const named = (await store().stations()).filter((station) => station.startsWith('st-named'));
      expect(named).toEqual([one, other]);
    });

    it('know the people of their own station only', async () => {
      const wang: Person = {
        person: personId('wang'),
        station: st1,
        role: 'guard',
        displayName: '王师傅',
        onLeave: false,
      };
      const stranger = { ...wang, station: stationId('st2') };
      for (const person of [officerLi, wang, stranger]) await store().addPerson(person);
      const { people, unreadable } = await store().roster(st1);
      expect([new Set(people), unreadable]).toEqual([new Set([officerLi, wang]), 0]);
      expect(await store().roster(stationId('st3'))).toEqual({ people: [], unreadable: 0 });
    });

    it('leave out and count entries that cannot be read, and return the others', async () => {
      const wang = { ...officerLi, person: personId('wang'), onLeave: false };
      for (const person of [officerLi, wang]) await store().addPerson(person);
      await subject().spoilPerson(officerLi);
      expect(await store().roster(st1)).toEqual({ people: [wang], unreadable: 1 });
    });
  });
}
