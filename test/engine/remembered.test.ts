import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { remembered } from '../../shared/engine/remembered.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import type { Freshness } from '../../shared/engine/storage/store.ts';
import { recentPlaces, recentRosters } from '../../shared/stations/recent-stations.ts';
import { member } from '../cases/duty-room.ts';
import { elsewhere, room, station } from '../cases/room.ts';
import { enteredPeople } from '../enter.ts';
import { at } from './wall-clock.ts';

const ten = at('2026-11-23 10:00');

/** A clock that stands still until it is moved. */
function clock() {
  let now = ten;
  return {
    now: () => now,
    passes: (ms: number) => {
      now += ms;
    },
  };
}

describe('what is remembered', () => {
  function counting(answerOf: (name: string, times: number) => Promise<string | undefined>, namesMax = 10) {
    const { now, passes } = clock();
    const asked: string[] = [];
    const ask = remembered(
      (name: string) => {
        asked.push(name);
        return answerOf(name, asked.length);
      },
      { forMs: 10 * SECOND, namesMax },
      now,
    );
    return { ask, asked, passes };
  }

  it('is asked for once in its time, also by two at once, and anew from its end on', async () => {
    const { ask, asked, passes } = counting(async (name, times) => `${name} ${times}`);
    expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a 1', 'a 1']);
    passes(10 * SECOND - 1);
    expect(await ask('a')).toBe('a 1');
    passes(1);
    expect(await ask('a')).toBe('a 2');
    expect(asked).toEqual(['a', 'a']);
  });

  it('is asked for anew when the clock was set back', async () => {
    const { ask, passes } = counting(async (name, times) => `${name} ${times}`);
    await ask('a');
    passes(-1);
    expect(await ask('a')).toBe('a 2');
  });

  it('is no failure, and nothing that was not there', async () => {
    const { ask } = counting(async (_, times) => {
      if (times === 1) throw new Error('no answer');
      return times === 2 ? undefined : 'there';
    });
    await expect(ask('a')).rejects.toThrow('no answer');
    expect(await ask('a')).toBeUndefined();
    expect(await ask('a')).toBe('there');
  });

  it('is no more than its bound: the oldest goes first', async () => {
    const { ask, asked } = counting(async (name) => name, 2);
    for (const name of ['a', 'b', 'c', 'b', 'a']) await ask(name);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('the sender of messages', () => {
  it('knows a person who was struck from the roster for ten seconds at most, and no other station’s people', async () => {
    const { now, passes } = clock();
    const { store } = await room();
    await enteredPeople(store, [member('officer'), member('chief')]);
    let struck = false;
    const { roster } = recentRosters(
      {
        async roster(of) {
          const found = await store.roster(of);
          return { ...found, people: found.people.filter(({ role }) => !struck || role !== 'officer') };
        },
      },
      now,
    );
    const rolesOf = async (of: typeof station) => (await roster(of)).people.map(({ role }) => role);
    expect(await rolesOf(station)).toEqual(['chief', 'officer']);
    struck = true;
    passes(10 * SECOND - 1);
    expect(await rolesOf(station)).toEqual(['chief', 'officer']);
    expect(await rolesOf(elsewhere)).toEqual([]);
    passes(1);
    expect(await rolesOf(station)).toEqual(['chief']);
  });
});

describe('a replica that lags', () => {
  it('hides no place that was entered, nor a person whom a message looks for anew', async () => {
    const { now } = clock();
    const { store } = await room();
    const known = await store.findPlace('b3-1');
    await enteredPeople(store, [member('officer')]);
    const lagging = {
      findPlace: async (_: string, freshness?: Freshness) => (freshness === 'latest' ? known : undefined),
      roster: async (of: StationId, freshness?: Freshness) =>
        freshness === 'latest' ? store.roster(of) : { people: [], struck: [], unreadable: 0 },
    };
    expect(await recentPlaces(lagging, now).findPlace('b3-1')).toEqual(known);
    const { roster } = recentRosters(lagging, now);
    expect((await roster(station)).people).toEqual([]);
    expect((await roster(station, 'latest')).people).toHaveLength(1);
  });
});

describe('the function of residents', () => {
  it('finds a place at once when it is entered, and leads an old code on after ten seconds at most', async () => {
    const { now, passes } = clock();
    const { store } = await room();
    const known = await store.findPlace('b3-1');
    if (known === undefined) throw new Error('the place is gone');
    const rows = new Map([['b3-1', known]]);
    const { findPlace } = recentPlaces({ findPlace: async (code) => rows.get(code) }, now);
    expect(await findPlace('b3-2')).toBeUndefined();
    rows.set('b3-2', { ...known, code: 'b3-2' });
    expect(await findPlace('b3-2')).toMatchObject({ code: 'b3-2' });
    expect(await findPlace('b3-1')).not.toHaveProperty('replaced');
    rows.set('b3-1', { ...known, replaced: { code: 'b3-2', at: ten } });
    passes(10 * SECOND - 1);
    expect(await findPlace('b3-1')).not.toHaveProperty('replaced');
    passes(1);
    expect(await findPlace('b3-1')).toMatchObject({ replaced: { code: 'b3-2' } });
    passes(MINUTE);
    expect(await findPlace('b3-1')).toMatchObject({ replaced: { code: 'b3-2' } });
  });
});
