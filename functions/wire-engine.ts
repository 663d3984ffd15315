import { documentClient } from '../shared/adapters/dynamo/client.ts';
import type { Table } from '../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { system } from '../shared/adapters/system.ts';
import { aggregates } from '../shared/aggregates.ts';
import { publishedPolicies, recentVersions } from '../shared/policies/published-policies.ts';

export interface TableSettings {
  readonly tableName: string;
  readonly shardsPerLane: number;
  readonly timeoutFactor: number;
}

/** One client in a process: what the HTTP functions wire apart shares its connections, and waits for one handshake. */
let documents: Table['documents'] | undefined;

/** What every function that runs decisions needs: the table, the registry of aggregates, and the stations' policies. */
export function wireEngine({ tableName: name, shardsPerLane, timeoutFactor }: TableSettings) {
  const machine = system();
  documents ??= documentClient({}, timeoutFactor);
  const table: Table = { documents, name, aggregates, shardsPerLane };
  const store = dynamoStore(table);
  const versionsOf = recentVersions(store, machine.now);
  const policies = publishedPolicies(store, machine.now, versionsOf);
  return { table, store, aggregates, system: machine, versionsOf, policies };
}
