import { beforeEach, describe } from 'vitest';
import { batchingContract } from './batching-contract.ts';
import { boardContract } from './case-list-contract.ts';
import { coReporterContract } from './co-reporter-contract.ts';
import { commitContract } from './commit-contract.ts';
import { companionContract } from './companion-contract.ts';
import { deliveryContract } from './delivery-contract.ts';
import { dueContract } from './due-contract.ts';
import { photoContract } from './photo-slot-contract.ts';
import { rateCounterContract } from './rate-counter-contract.ts';
import { readLogContract } from './read-log-contract.ts';
import { stationContract } from './station-contract.ts';
import type { StoreUnderTest, Subject } from './store-under-test.ts';

/** The contract of every store. */
export function storeContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`the store ${name}`, () => {
    let made: StoreUnderTest;
    beforeEach(async () => {
      made = await makeStore();
    });
    const subject: Subject = () => made;
    commitContract(subject);
    companionContract(subject);
    dueContract(subject);
    deliveryContract(subject);
    boardContract(subject);
    coReporterContract(subject);
    stationContract(subject);
    rateCounterContract(subject);
    batchingContract(subject);
    photoContract(subject);
    readLogContract(subject);
  });
}
