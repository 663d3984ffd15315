import { companionsIn } from '../../../shared/adapters/memory/companions.ts';
import { pendingAmong } from '../../../shared/adapters/memory/deliveries.ts';
import { memoryStore } from '../../../shared/adapters/memory/store.ts';
import { deliveryName, emptyTables, stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Store } from '../../../shared/cases/world.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import type { Companion } from '../../../shared/engine/storage/companion.ts';
import type { DueRow } from '../../../shared/engine/storage/due-row.ts';
import type { History } from '../../../shared/engine/storage/history.ts';
import { ENCLOSED } from '../../../shared/engine/storage/keys.ts';
import { type DueIndex, type DueIndexSettings, dueIndex } from './due-index.ts';
import type { CaseCommit } from './kept-cases.ts';

/** The memory store with a sorted due index that may lag. */
export interface KeptStore {
  readonly tables: Tables;
  readonly index: DueIndex;
  readonly store: Store;
}

export function keptStore(settings: DueIndexSettings, shardsPerLane: number): KeptStore {
  const index = dueIndex(settings);
  const deliveries = new DeliveriesByCase();
  const tables: Tables = { ...emptyTables(), due: index.table, deliveries };
  const store: Store = {
    ...memoryStore(tables, shardsPerLane),
    due: index.due,
    pending: async (key) => pendingAmong(deliveries.of(key)),
    async history<State, Fact>(key: AggregateKey<State, Fact>) {
      const name = stateName(key);
      const facts = tables.facts.get(name) ?? [];
      return {
        facts,
        texts: tables.texts.get(name) ?? [],
        deliveries: deliveries.of(key),
        enclosed: companionsIn(tables, name, { from: ENCLOSED, through: `${ENCLOSED}~` }),
      } as unknown as History<Fact>;
    },
  };
  return { tables, index, store };
}

/** Deliveries by name, and those of each case together: the memory store looks for them among all, too slow here. */
class DeliveriesByCase extends Map<string, Delivery> {
  readonly #names = new Map<string, Set<string>>();

  override set(name: string, delivery: Delivery): this {
    const { subject } = delivery;
    if (subject.about === 'aggregate') {
      const of = stateName(subject.key);
      const names = this.#names.get(of) ?? new Set();
      this.#names.set(of, names.add(name));
    }
    return super.set(name, delivery);
  }

  of(key: AggregateKey): readonly Delivery[] {
    return [...(this.#names.get(stateName(key)) ?? [])].flatMap((name) => this.get(name) ?? []);
  }
}

export interface StoreObserver {
  /** `second`: the commit of another case in the same transaction; it follows in a call of its own. */
  committed(commit: CaseCommit, second: CaseCommit | undefined): void;
  briefed(brief: Delivery): void;
  /** A digest got its first case. */
  digested(digest: Delivery): void;
  settled(before: Delivery, after: Delivery): void;
  /** A claim was taken back, since no attempt was made. */
  putOff(delivery: Delivery): void;
  /** A counter was changed to this value. */
  counted(name: string, value: number): void;
  parked(row: DueRow, until: Instant): void;
  /** Companions that belong to no step, such as recorded reads. */
  wroteCompanions(companions: readonly Companion[]): void;
}

/** Reports every effect of the store to the observer as soon as it is written. */
export const observed = (store: Store, tables: Tables, observer: StoreObserver): Store => ({
  ...store,
  async commit(first, second) {
    const committed = await store.commit(first, second);
    if (!committed.ok) return committed;
    observer.committed(first as CaseCommit, second as CaseCommit | undefined);
    if (second !== undefined) observer.committed(second as CaseCommit, undefined);
    return committed;
  },
  async writeCompanions(companions) {
    const written = await store.writeCompanions(companions);
    if (written) observer.wroteCompanions(companions);
    return written;
  },
  async addMessage(brief) {
    const added = await store.addMessage(brief);
    if (added) observer.briefed(brief);
    return added;
  },
  async joinDigest(digest, ...joining) {
    const name = deliveryName(digest.subject);
    const isNew = !tables.deliveries.has(name);
    const linked = await store.joinDigest(digest, ...joining);
    const made = tables.deliveries.get(name);
    if (isNew && made !== undefined) observer.digested(made);
    return linked;
  },
  async putOff(delivery, until) {
    const name = deliveryName(delivery.subject);
    const before = tables.deliveries.get(name);
    await store.putOff(delivery, until);
    if (tables.deliveries.get(name) !== before) observer.putOff(delivery);
  },
  async countUp(name, by, expiresAt) {
    const value = await store.countUp(name, by, expiresAt);
    observer.counted(name, value);
    return value;
  },
  async park(row, until) {
    const count = await store.park(row, until);
    if (count !== undefined) observer.parked(row, until);
    return count;
  },
  async settle(delivery, state, reason) {
    const name = deliveryName(delivery.subject);
    const before = tables.deliveries.get(name);
    await store.settle(delivery, state, reason);
    const after = tables.deliveries.get(name);
    if (before !== undefined && after !== undefined && after !== before) observer.settled(before, after);
  },
});
