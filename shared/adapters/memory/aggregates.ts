import type { AggregateKey } from '../../engine/aggregate-key.ts';
import type { EngineState } from '../../engine/aggregate-types.ts';
import type { Delivery } from '../../engine/outbox/delivery.ts';
import type { Commit } from '../../engine/storage/commit.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { History } from '../../engine/storage/history.ts';
import { ENCLOSED } from '../../engine/storage/keys.ts';
import type { AggregateStore } from '../../engine/storage/store.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import { shardOf } from '../shard.ts';
import { companionsIn, isMet, putCompanion } from './companions.ts';
import { deliveryName, setDue, stateName, type Tables } from './tables.ts';

export const aggregates = (tables: Tables, shardsPerLane: number): AggregateStore => ({
  // No await between the check and the writes, so no other commit can interleave.
  async commit(first, second) {
    const commits = second === undefined ? [first] : [first, second];
    for (const commit of commits) {
      const conflict = conflictOf(tables, commit);
      if (conflict !== undefined) return { ok: false, conflict };
    }
    for (const commit of commits) write(tables, commit, shardsPerLane);
    return { ok: true };
  },

  async load<State>(key: AggregateKey<State>) {
    const state = tables.states.get(stateName(key))?.state;
    if (state === 'unreadable') throw new Unreadable(`the state ${stateName(key)} does not read`);
    return state as State | undefined;
  },

  async firstFact<State, Fact>(key: AggregateKey<State, Fact>) {
    const facts = tables.facts.get(stateName(key)) ?? [];
    return facts.find(({ version, index }) => version === 1 && index === 0) as FactRecord<Fact> | undefined;
  },

  async history<State, Fact>(key: AggregateKey<State, Fact>) {
    const name = stateName(key);
    return {
      facts: tables.facts.get(name) ?? [],
      texts: tables.texts.get(name) ?? [],
      deliveries: [...tables.deliveries]
        .filter(([delivery]) => delivery.startsWith(`${name}/`))
        .map(([, delivery]) => delivery),
      enclosed: companionsIn(tables, name, { from: ENCLOSED, through: `${ENCLOSED}~` }),
    } as unknown as History<Fact>;
  },
});

/** Checks in the order of the rows on DynamoDB: companions first, since their conflicts are the more specific ones. */
function conflictOf(tables: Tables, { key, before, companions }: Commit): string | undefined {
  const failed = companions.find((companion) => !isMet(tables, companion));
  if (failed !== undefined) return failed.conflict;
  const stored = tables.states.get(stateName(key))?.state;
  const version = stored === 'unreadable' ? Number.NaN : stored?.version;
  return version === before?.version ? undefined : 'version';
}

function write(tables: Tables, commit: Commit, shardsPerLane: number): void {
  const { key, after, facts, texts, deliveries, companions } = commit;
  const name = stateName(key);
  const shard = shardOf(key.id, shardsPerLane);
  tables.states.set(name, { key, state: after });
  setDue(tables, name, dueOf(key, after, shard));
  tables.facts.set(name, [...(tables.facts.get(name) ?? []), ...facts]);
  tables.texts.set(name, [...(tables.texts.get(name) ?? []), ...texts]);
  for (const delivery of deliveries) putDelivery(tables, delivery, shard);
  for (const companion of companions) putCompanion(tables, companion);
}

const dueOf = (key: AggregateKey, { dueAt, priority }: EngineState, shard: number) =>
  dueAt === undefined ? undefined : { lane: priority, shard, row: { row: 'aggregate' as const, key, dueAt } };

/** Stores a delivery and its place in the due index. */
export function putDelivery(tables: Tables, delivery: Delivery, shard: number): void {
  const { subject, dueAt, priority } = delivery;
  const name = deliveryName(subject);
  tables.deliveries.set(name, delivery);
  setDue(
    tables,
    name,
    dueAt === undefined ? undefined : { lane: priority, shard, row: { row: 'delivery', subject, dueAt } },
  );
}
