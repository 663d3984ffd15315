import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { type CaseKey, isCaseId, keyOf } from '../../shared/cases/case-key.ts';
import { readConfig } from '../../shared/config.ts';
import { aggregatePk, stateRow } from '../../shared/engine/keys.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { peoplePk } from '../../shared/stations/keys.ts';

export interface Names {
  readonly table: string;
  readonly station: string;
}
type ReportedCase = Names & { readonly caseId: string };

const documents = () => documentClient({}, readConfig(['timeoutFactor']).timeoutFactor);

/** Rows are shown as they lie there, read or not: this is for when they do not read. */
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

export interface Right {
  readonly versionSeen: number;
  readonly attribute: string;
  readonly value: unknown;
}

/** Due long ago, so that the next tick takes it first; its commit then writes all keys anew. */
const AT_ONCE = '2000-01-01T00:00:00.000Z';

/** Written under the version that was looked at, so that nobody's step is undone by somebody's repair. */
export async function putRight(
  reportedCase: ReportedCase,
  { versionSeen, attribute, value }: Right,
): Promise<readonly object[]> {
  await documents().send(
    new UpdateCommand({
      TableName: reportedCase.table,
      Key: stateRow(keyIn(reportedCase)),
      UpdateExpression: 'SET #attribute = :right, due_sk = :now',
      ConditionExpression: 'version = :seen AND attribute_exists(due_pk)',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':right': value, ':now': AT_ONCE, ':seen': versionSeen },
    }),
  );
  return [{ set: attribute, version: versionSeen }];
}

function keyIn({ station, caseId }: ReportedCase): CaseKey {
  if (!isCaseId(caseId)) throw new Error(`${caseId} is no case id`);
  return keyOf({ station: stationId(station), caseId });
}
