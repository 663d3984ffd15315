import { beforeAll, describe, expect, it } from 'vitest';
import { countBook, countStore } from '../../../shared/adapters/memory/counts.ts';
import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { CaseKey } from '../../../shared/cases/case-key.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import { countCase, recount } from '../../../shared/cases/statistics/count-case.ts';
import { countFacts } from '../../../shared/cases/statistics/count-facts.ts';
import { countedFacts } from '../../../shared/cases/statistics/counted-facts.ts';
import { groupings } from '../../../shared/cases/statistics/groups.ts';
import { type Statistics, stationStatistics } from '../../../shared/cases/statistics/station-statistics.ts';
import type { CountStore } from '../../../shared/cases/statistics/statistics-store.ts';
import { DAY, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { localTime } from '../../../shared/engine/calendar/local-time.ts';
import type { Scope } from '../../../shared/engine/scope.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { desks, stations } from '../../sim/people/fixtures.ts';
import { dice } from '../../sim/world/dice.ts';
import { type RandomHistory, randomHistory } from './random-history.ts';
import { type Life, lifeOf, personOf, recounted } from './recount.ts';

const [station] = stations;
const CASES = 5000;
const seed = 20261130;

const chief = desks.find((desk) => desk.station === station && desk.role === 'chief') as Scope;

const factsOf = (tables: Tables, key: CaseKey) =>
  (tables.facts.get(stateName(key)) ?? []) as unknown as readonly FactRecord<Fact>[];
const livesOf = ({ tables, keys }: RandomHistory): readonly Life[] =>
  keys.map((key) => lifeOf(factsOf(tables, key)));

const isCounted = (fact: string): boolean => countedFacts.some((counted) => counted === fact);

/** A consumer that is told of each counted fact: in any order, some twice, and with what it read when it was told. */
async function countedFromAnywhere(tables: Tables, keys: readonly CaseKey[]): Promise<Tables> {
  const counted = { ...tables, companions: new Map() };
  const store = countStore(counted);
  const told = keys.flatMap((key) => {
    const facts = factsOf(tables, key);
    const versions = facts.flatMap(({ version, fact }) => (isCounted(fact.fact) ? [version] : []));
    return versions.map((version) => ({ facts, version }));
  });
  const luck = dice(seed + 2);
  const order = [...told, ...told.filter(() => luck.happens(0.3))].map((one) => ({
    one,
    at: luck.below(1e9),
  }));
  for (const { one } of order.toSorted((left, right) => left.at - right.at)) {
    const count = countFacts(one.facts.filter(({ version }) => version <= one.version));
    if (count !== undefined) await store.keepCount(count);
  }
  return counted;
}

const statisticsOf = (tables: Tables, now: Instant): Promise<Statistics> =>
  stationStatistics(
    { ...countBook(tables), latestProof: async () => undefined },
    chief,
    { from: 0, before: now + DAY, by: groupings },
    now,
  );

/** How the random history parts into the keys of each grouping, by the states of the cases. */
const keyOfLife: { readonly [By in (typeof groupings)[number]]: (life: Life) => string } = {
  type: ({ last }) => last.type,
  building: ({ last }) => last.building,
  day: ({ first }) => localTime(first.receivedAt).date,
  hour: ({ first }) => {
    const { date, time } = localTime(first.receivedAt);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    return `${weekday}-${time.slice(0, 2)}`;
  },
  person: personOf,
};

const sorted = (groups: readonly { readonly key: string }[] = []) =>
  groups.toSorted((one, other) => (one.key < other.key ? -1 : 1));

async function recountedAll(store: CountStore, now: Instant): Promise<void> {
  let next: string | undefined;
  do ({ next } = await recount(store, station, now, next));
  while (next !== undefined);
}

describe(`a random history of ${CASES} cases, seed ${seed}`, () => {
  let history: RandomHistory;
  let lives: readonly Life[];
  let seen: Statistics;
  const luck = dice(seed + 1);

  beforeAll(async () => {
    const waiting: CaseKey[] = [];
    let written: CountStore | undefined;
    let counted: Tables | undefined;
    history = await randomHistory(seed, CASES, async (key, _now, tables) => {
      written ??= countStore(tables);
      counted = tables;
      // Of each step somebody is told at once, later, twice, or never.
      if (luck.happens(0.2)) await countCase(written, key);
      if (luck.happens(0.2)) waiting.push(key);
      if (waiting.length > 40) {
        for (const late of waiting.splice(0, luck.between(0, 40))) await countCase(written, late);
      }
    });
    if (written === undefined || counted === undefined) throw new Error('nothing happened');
    await recountedAll(written, history.now);
    lives = livesOf(history);
    seen = await statisticsOf(counted, history.now);
  });

  it('has what is hard to count', () => {
    const has = (holds: (life: Life) => boolean) => lives.filter(holds).length;
    const happened = (fact: string) => has(({ facts }) => facts.some((one) => one.fact === fact));
    expect(lives.length).toBeGreaterThanOrEqual(CASES);
    for (const fact of ['reopened', 'transferred', 'marked-duplicate', 'retyped', 'extended', 'unlinked'])
      expect([fact, happened(fact)]).toEqual([fact, expect.toSatisfy((count) => count > 20)]);
    expect(has(({ first }) => first.occurredAt !== undefined)).toBeGreaterThan(1000);
    expect(has(({ first, last }) => first.type !== last.type)).toBeGreaterThan(20);
  });

  it('is told to the bus: the text of each fact begins with its name', () => {
    const all = history.keys.flatMap((key) => factsOf(history.tables, key));
    expect(all.filter(({ fact }) => !JSON.stringify(fact).startsWith(`{"fact":"${fact.fact}"`))).toEqual([]);
  });

  it('counts the same when it is told in any order, late, and twice', async () => {
    const counted = await countedFromAnywhere(history.tables, history.keys);
    const { totals, groups, missing } = await statisticsOf(counted, history.now);
    expect({ totals, groups, missing }).toEqual({ totals: seen.totals, groups: seen.groups, missing: 0 });
  });

  it('says how many cases it was never told of', async () => {
    const counted = { ...history.tables, companions: new Map(history.tables.companions) };
    const [month = ''] = [...counted.companions.keys()].filter((pk) => pk.includes('#STATS#'));
    const lost = counted.companions.get(month)?.size;
    counted.companions.delete(month);
    const { missing, totals } = await statisticsOf(counted, history.now);
    expect({ missing, received: totals.received }).toEqual({
      missing: lost,
      received: lives.length - (lost ?? 0),
    });
  });

  it('gives the same numbers as a recount from all facts', () => {
    expect(seen).toMatchObject({ missing: 0, complete: true });
    expect(seen.totals).toEqual(recounted(lives, history.now));
  });

  it.each(groupings)('gives the same numbers by %s', (by) => {
    const parts = [...Map.groupBy(lives, keyOfLife[by])];
    const recountedParts = parts.map(([key, some]) => ({ key, ...recounted(some, history.now) }));
    expect(sorted(seen.groups[by])).toEqual(sorted(recountedParts));
  });
});
