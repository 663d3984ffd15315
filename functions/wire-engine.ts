import { documentClient } from '../shared/adapters/dynamo/client.ts';
import type { Table } from '../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { system } from '../shared/adapters/system.ts';
import { aggregates } from '../shared/aggregates.ts';
import { publishedPolicies } from '../shared/policies/published-policies.ts';

export interface TableSettings {
  readonly tableName: string;
  readonly shardsPerLane: number;
  readonly timeoutFactor: number;
}

/** What every function that decides needs: the table, the kinds of aggregate in it, and the policies of the stations. */
export function wireEngine({ tableName: name, shardsPerLane, timeoutFactor }: TableSettings) {
  const time = system();
  const table: Table = { documents: documentClient({}, timeoutFactor), name, aggregates, shardsPerLane };
  const store = dynamoStore(table);
  return { table, store, aggregates, system: time, policies: publishedPolicies(store, time.now) };
}
