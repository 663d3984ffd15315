import type { CaseKey } from '../../shared/cases/case-key.ts';
import type { Person } from '../../shared/stations/person.ts';
import type { Store } from '../../shared/store.ts';

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
