import type { CaseKey } from '../../shared/cases/case-key.ts';
import type { Store } from '../../shared/cases/world.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';

/** A fresh, empty store, and a way to do what no code of ours does. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Makes a stored case unreadable, as a defect or a slip in the console would. */
  spoil(key: CaseKey): Promise<void>;
  /** Makes an entry of the roster unreadable. */
  spoilPerson(person: Pick<Person, 'station' | 'person'>): Promise<void>;
}

/** Always the store of the running test. */
export type Subject = () => StoreUnderTest;
