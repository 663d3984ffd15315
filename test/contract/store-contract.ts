import { beforeEach, describe } from 'vitest';
import { boardContract } from './board-contract.ts';
import { commitContract } from './commit-contract.ts';
import { deliveryContract } from './delivery-contract.ts';
import { dueContract } from './due-contract.ts';
import { gatheringContract } from './gathering-contract.ts';
import { neighbourContract } from './neighbour-contract.ts';
import { photoContract } from './photo-contract.ts';
import { stationContract } from './station-contract.ts';
import type { StoreUnderTest, Subject } from './store-under-test.ts';
import { tallyContract } from './tally-contract.ts';

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
    neighbourContract(subject);
    stationContract(subject);
    tallyContract(subject);
    gatheringContract(subject);
    photoContract(subject);
  });
}
