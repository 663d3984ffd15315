import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { deliveryIn } from '../../shared/adapters/dynamo/delivery-item.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { deliveryAttributes } from '../../shared/adapters/dynamo/table.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { defined } from '../../shared/engine/defined.ts';
import { stationOf } from '../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import type { Row } from '../../shared/engine/storage/row.ts';
import { publishedChannels } from '../../shared/policies/published-channels.ts';
import { recentVersions } from '../../shared/policies/published-policies.ts';
import { credentials } from './engine/aws-json.ts';
import type { Known, KnownDelivery } from './inbox/known.ts';

export interface KnownDeliveriesSettings {
  readonly tableName: string;
  readonly endpoint: string;
  readonly stations: readonly StationId[];
  readonly now: () => number;
  readonly timeoutFactor: number;
}

/** A page of a scan is one megabyte, some thousand rows. */
const PAGES_MAX = 20;
const DELIVERIES_MAX = 2000;

const read = ['pk', 'sk', 'reference', ...deliveryAttributes];

/** Reads what the table says about messages. It changes nothing, and takes its time: it is for a person who looks at a page. */
export function knownDeliveries(settings: KnownDeliveriesSettings) {
  const { tableName, endpoint, stations, now, timeoutFactor } = settings;
  const documents = documentClient({ endpoint, region: 'local', credentials }, timeoutFactor);
  const store = dynamoStore({ documents, name: tableName, aggregates, shardsPerLane: 1 });
  const published = publishedChannels(store, recentVersions(store, now));

  async function rows(): Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }> {
    const found: Row[] = [];
    let from: Row | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          FilterExpression: 'begins_with(#sk, :delivery) OR (#sk = :state AND attribute_exists(#reference))',
          ProjectionExpression: read.map((name) => `#${name}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(read.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: { ':delivery': 'D#', ':state': 'STATE' },
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      found.push(...Items);
      from = LastEvaluatedKey;
      if (from === undefined) return { rows: found, isCut: false };
    }
    return { rows: found, isCut: true };
  }

  return {
    async read(): Promise<Known> {
      const { rows: found, isCut } = await rows();
      const references = new Map(
        found.flatMap(({ pk, sk, reference }) => (sk === 'STATE' ? [[pk, String(reference)] as const] : [])),
      );
      const deliveries = found
        .filter(({ sk }) => sk !== 'STATE')
        .map((row) => knownDelivery(row, references.get(row.pk)))
        .toSorted((one, other) => one.createdAt - other.createdAt);
      const rosters = await Promise.all(stations.map((station) => store.roster(station)));
      const channels = await Promise.all(
        stations.map(async (station) => [station, await published(station)] as const),
      );
      return {
        deliveries: deliveries.slice(-DELIVERIES_MAX),
        people: rosters.flatMap(({ people }) => people),
        channels: new Map(channels.flatMap(([station, own]) => (own ? [[station, own] as const] : []))),
        isCut: isCut || deliveries.length > DELIVERIES_MAX,
      };
    },
    close: () => documents.destroy(),
  };
}

function knownDelivery(row: Row, reference: string | undefined): KnownDelivery {
  const delivery = deliveryIn(row);
  const { subject } = delivery;
  return { ...delivery, id: deliveryId(subject), station: stationOf(subject), ...defined({ reference }) };
}
