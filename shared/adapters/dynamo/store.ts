import type { Store } from '../../cases/world.ts';
import { aggregates } from './aggregates.ts';
import { caseList } from './case-list.ts';
import { companions } from './companions.ts';
import { deliveries } from './deliveries.ts';
import { due } from './due.ts';
import { proofBook } from './proof-item.ts';
import { rateCounters } from './rate-counters.ts';
import type { Table } from './rows.ts';
import { stations } from './stations.ts';

/** The store on DynamoDB: one table, guarded writes, and strongly consistent reads wherever a decision follows. */
export const dynamoStore = (table: Table): Store => ({
  ...aggregates(table),
  ...companions(table),
  ...due(table),
  ...deliveries(table),
  ...stations(table),
  ...rateCounters(table),
  ...proofBook(table),
  ...caseList(table),
});
