import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { type CaseKey, isCaseId, keyOf } from '../../shared/cases/case-key.ts';
import { readConfig } from '../../shared/config.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { aggregatePk, stateRow } from '../../shared/engine/storage/keys.ts';
import { peoplePk } from '../../shared/stations/keys.ts';

export interface Names {
  readonly table: string;
  readonly station: string;
}
export type ReportedCase = Names & { readonly caseId: string };

export const documents = () => documentClient({}, readConfig(['timeoutFactor']).timeoutFactor);

/** Shows the stored row without decoding it, so that a row that does not decode can be examined. */
export async function rowOf(reportedCase: ReportedCase): Promise<readonly object[]> {
  const { Item } = await documents().send(
    new GetCommand({
      TableName: reportedCase.table,
      Key: stateRow(keyIn(reportedCase)),
      ConsistentRead: true,
    }),
  );
  return Item === undefined ? [] : [Item];
}

export const factsOf = (reportedCase: ReportedCase): Promise<readonly object[]> =>
  rowsUnder(reportedCase.table, aggregatePk(keyIn(reportedCase)), 'F#');

export const rosterOf = ({ table, station }: Names): Promise<readonly object[]> =>
  rowsUnder(table, peoplePk(stationId(station)), '');

/** A case has some dozens of facts, a station some dozens of people. */
const ROWS_MAX = 1000;

async function rowsUnder(TableName: string, pk: string, prefix: string): Promise<readonly object[]> {
  const { Items = [] } = await documents().send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk and begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ...(prefix !== '' && { ':sk': prefix }) },
      ConsistentRead: true,
      Limit: ROWS_MAX,
    }),
  );
  return Items;
}

export function keyIn({ station, caseId }: ReportedCase): CaseKey {
  if (!isCaseId(caseId)) throw new Error(`${caseId} is not a case id`);
  return keyOf({ station: stationId(station), caseId });
}
