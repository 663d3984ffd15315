import type { Store } from '../../store.ts';
import { cases } from './cases.ts';
import { deliveries } from './deliveries.ts';
import { due } from './due.ts';
import { photos } from './photo-slots.ts';
import { proofBook } from './proof-item.ts';
import { rateCounters } from './rate-counters.ts';
import type { Table } from './rows.ts';
import { stations } from './stations.ts';

/** The store on DynamoDB: one table, guarded writes, strongly consistent reads of what decisions rest on. */
export const dynamoStore = (table: Table): Store => ({
  ...cases(table),
  ...due(table),
  ...deliveries(table),
  ...stations(table),
  ...rateCounters(table),
  ...proofBook(table),
  ...photos(table),
});
