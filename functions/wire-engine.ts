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

/** What every function that runs decisions needs: the table, the registry of aggregates, and the stations' policies. */
export function wireEngine({ tableName: name, shardsPerLane, timeoutFactor }: TableSettings) {
  const machine = system();
  const table: Table = { documents: documentClient({}, timeoutFactor), name, aggregates, shardsPerLane };
  const store = dynamoStore(table);
  return { table, store, aggregates, system: machine, policies: publishedPolicies(store, machine.now) };
}
