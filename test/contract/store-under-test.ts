import type { CaseKey } from '../../shared/cases/case-key.ts';
import type { Store } from '../../shared/cases/world.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';

/** A fresh, empty store, and ways to damage its rows as no code of the project does. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Makes a stored case unreadable, as a defect or a mistake in the AWS console would. */
  spoil(key: CaseKey): Promise<void>;
  /** Makes a roster entry unreadable. */
  spoilPerson(person: Pick<Person, 'station' | 'person'>): Promise<void>;
}

/** Returns the store of the running test. */
export type Subject = () => StoreUnderTest;
