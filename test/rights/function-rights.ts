import * as z from 'zod/mini';
import { dynamoActions, type TableKeys } from '../../infra/local/rights/dynamo-actions.ts';
import { mayDo, prepared, type Statement, type StatementData } from '../../infra/local/rights/statement.ts';
import { rightsOf } from '../../infra/local/template/rights.ts';
import { readStack } from '../../infra/local/template/stack.ts';
import { tableOf } from '../../infra/local/template/tables.ts';
import type { RowFamily } from '../../infra/rights/row-families.ts';
import { oneMachine, templateOf } from '../infra/stack.ts';
import { sampleRows } from './sample-rows.ts';

const stack = readStack(templateOf(oneMachine).toJSON());
export const table: TableKeys = tableOf(stack);

const functionShape = z.object({
  Role: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
});

const byRole = rightsOf(stack);

/** What the template allows each function, by its name. */
export const statementDataByFunction: ReadonlyMap<string, readonly StatementData[]> = new Map(
  stack
    .all('AWS::Lambda::Function', functionShape)
    .map(({ properties: { Role, Environment } }) => [
      Environment.Variables.POWERTOOLS_SERVICE_NAME ?? '',
      byRole.get(Role) ?? [],
    ]),
);

const statementsByFunction: ReadonlyMap<string, readonly Statement[]> = new Map(
  [...statementDataByFunction].map(([name, statements]) => [name, statements.map(prepared)]),
);

export const functionsOfTemplate: readonly string[] = [...statementDataByFunction.keys()];

/** Whether a function may send this DynamoDB request. */
export const maySend = (name: string, operation: string, body: Record<string, unknown>): boolean =>
  dynamoActions(table, operation, { TableName: table.name, ...body }).every((attempt) =>
    mayDo(statementsByFunction.get(name) ?? [], attempt),
  );

type Asked = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

const text = (value: string) => ({ S: value });

/** A request for a row of a family: of all its attributes, or of those that are named. */
function requestFor(operation: Asked, family: RowFamily, attributes?: readonly string[]) {
  const { pk, sk } = sampleRows[family];
  const key = { pk: text(pk), sk: text(sk) };
  const names = attributes && Object.fromEntries(attributes.map((name) => [`#${name}`, name]));
  const projection = attributes && {
    ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: names,
  };
  switch (operation) {
    case 'GetItem':
    case 'DeleteItem':
      return { Key: key, ...projection };
    case 'BatchGetItem':
      return { RequestItems: { [table.name]: { Keys: [key], ...projection } } };
    case 'Query':
      return {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': text(pk) },
        ...projection,
        ...(attributes && { Select: 'SPECIFIC_ATTRIBUTES' }),
      };
    case 'PutItem':
      return { Item: { ...key, ...Object.fromEntries((attributes ?? []).map((name) => [name, text('x')])) } };
    case 'UpdateItem':
      return {
        Key: key,
        UpdateExpression: `SET ${(attributes ?? ['x']).map((name) => `${name} = :x`).join(', ')}`,
        ExpressionAttributeValues: { ':x': text('x') },
      };
  }
}

/** The functions that may do this to a row of a family. */
export const whoMay = (operation: Asked, family: RowFamily, attributes?: readonly string[]): string[] =>
  functionsOfTemplate
    .filter((name) => maySend(name, operation, requestFor(operation, family, attributes)))
    .toSorted();
