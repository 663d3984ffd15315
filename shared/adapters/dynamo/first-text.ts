import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Sealed, TextAddress } from '../../engine/secrets/sealed.ts';
import { aggregateKeyIn } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { answerTo } from './answer.ts';
import { textIn } from './history-items.ts';
import type { NamedTable } from './rows.ts';

/** A page holds at most 1 MB. A table with cases has texts everywhere, so an early page has one. */
const PAGES_MAX = 1000;

/** Any sealed text of a table, with the address that it is bound to; undefined when none is found. */
export async function firstText({
  documents,
  name,
}: NamedTable): Promise<{ readonly sealed: Sealed; readonly address: TextAddress } | undefined> {
  let ExclusiveStartKey: Row | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const request = new ScanCommand({
      TableName: name,
      FilterExpression: 'begins_with(sk, :texts) AND attribute_exists(wrappedKey)',
      ExpressionAttributeValues: { ':texts': 'P#' },
      ...(ExclusiveStartKey && { ExclusiveStartKey }),
    });
    const { Items = [], LastEvaluatedKey } = await answerTo('list texts', documents.send(request));
    for (const row of Items) {
      const key = aggregateKeyIn(String(row.pk));
      if (key === undefined) continue;
      const { version, index, sealed } = textIn(row);
      return { sealed, address: { key, version, index } };
    }
    if (LastEvaluatedKey === undefined) return undefined;
    ExclusiveStartKey = LastEvaluatedKey;
  }
  return undefined;
}
