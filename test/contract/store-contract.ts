import { beforeEach, describe } from 'vitest';
import type { CaseKey } from '../../shared/domain/case-key.ts';
import type { Store } from '../../shared/ports.ts';
import { boardContract } from './board-contract.ts';
import { commitContract } from './commit-contract.ts';
import { deliveryContract } from './delivery-contract.ts';
import { dueContract } from './due-contract.ts';
import { stationContract } from './station-contract.ts';

/** A fresh, empty store, and a way to do what no code of ours does. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Makes a stored case unreadable, as a defect or a slip in the console would. */
  spoil(key: CaseKey): Promise<void>;
}

/** Always the store of the running test. */
export type Subject = () => StoreUnderTest;

/** What every store promises, whatever it is built on. */
export function storeContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`the store ${name}`, () => {
    let made: StoreUnderTest;
    beforeEach(async () => {
      made = await makeStore();
    });
    const subject: Subject = () => made;
    commitContract(subject);
    dueContract(subject);
    deliveryContract(subject);
    boardContract(subject);
    stationContract(subject);
  });
}
