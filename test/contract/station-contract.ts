import { describe, expect, it } from 'vitest';
import { personId, stationId } from '../../shared/domain/scope.ts';
import type { Person, Place } from '../../shared/ports.ts';
import { li, st1 } from './cases.ts';
import type { Subject } from './store-contract.ts';

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

    it('keep the newest words of a place', async () => {
      await store().addPlace(place);
      await store().addPlace({ ...place, entrance: 'main' });
      expect(await store().findPlace('b07-east')).toMatchObject({ entrance: 'main' });
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
      expect(new Set(await store().people(st1))).toEqual(new Set([officerLi, wang]));
      expect(await store().people(stationId('st3'))).toEqual([]);
    });
  });
}
