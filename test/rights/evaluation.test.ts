import { describe, expect, it } from 'vitest';
import { dynamoActions } from '../../infra/local/rights/dynamo-actions.ts';
import { attributesIn } from '../../infra/local/rights/expression.ts';
import { patternOf } from '../../infra/local/rights/pattern.ts';
import { statementDataOf } from '../../infra/local/rights/read-statement.ts';
import { type AttemptedAction, mayDo, prepared } from '../../infra/local/rights/statement.ts';
import { TemplateFault } from '../../infra/local/template/template-fault.ts';

const table = { arn: 'arn:x:table/Cases', name: 'Cases', partitionKey: 'pk', indexKeys: { due: 'due_pk' } };
const text = (value: string) => ({ S: value });

const statement = (more: object = {}) =>
  prepared(
    statementDataOf('Policy', { Effect: 'Allow', Action: 'dynamodb:Query', Resource: table.arn, ...more }),
  );
const attempt = (context: AttemptedAction['context'] = {}): AttemptedAction => ({
  action: 'dynamodb:Query',
  resource: table.arn,
  context,
});
const may = (condition: object, context: AttemptedAction['context']) =>
  mayDo([statement({ Condition: condition })], attempt(context));

describe('a policy', () => {
  it('allows nothing that no statement allows, and what is denied in spite of all others', () => {
    expect(mayDo([], attempt())).toBe(false);
    expect(mayDo([statement()], attempt())).toBe(true);
    expect(mayDo([statement(), statement({ Effect: 'Deny' })], attempt())).toBe(false);
    expect(mayDo([statement({ Action: 'dynamodb:GetItem' })], attempt())).toBe(false);
    expect(mayDo([statement({ Resource: `${table.arn}/index/*` })], attempt())).toBe(false);
  });

  it('takes a condition over all values as met where there are none, unless it asks for one', () => {
    const like = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['T#*'] } };
    const isThere = { Null: { 'dynamodb:LeadingKeys': 'false' } };
    expect(may(like, {})).toBe(true);
    expect(may({ ...like, ...isThere }, {})).toBe(false);
    expect(may({ ...like, ...isThere }, { 'dynamodb:LeadingKeys': [] })).toBe(false);
    expect(may({ ...like, ...isThere }, { 'dynamodb:LeadingKeys': ['T#a', 'T#b'] })).toBe(true);
    expect(may({ ...like, ...isThere }, { 'dynamodb:LeadingKeys': ['T#a', 'V#b'] })).toBe(false);
  });

  it('takes a comparison of one value as failed where there is none, unless it says otherwise', () => {
    const all = { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_NEW'] };
    expect(may({ StringEquals: all }, {})).toBe(false);
    expect(may({ StringEqualsIfExists: all }, {})).toBe(true);
    expect(may({ StringEqualsIfExists: all }, { 'dynamodb:ReturnValues': ['ALL_OLD'] })).toBe(false);
    const not = { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['V#*'] } };
    expect(may(not, { 'dynamodb:LeadingKeys': ['V#a'] })).toBe(false);
    expect(may(not, { 'dynamodb:LeadingKeys': ['T#a'] })).toBe(true);
  });

  it.each([
    { Action: 'dynamodb:*' },
    { NotResource: 'x' },
    { Condition: { StringLikeIfSometimes: { 'dynamodb:Select': 'x' } } },
    { Condition: { Null: { 'dynamodb:Select': 'maybe' } } },
    { Condition: { StringEquals: { 'aws:SourceVpc': 'x' } } },
  ])('that is not understood is a fault: %j', (more) => {
    expect(() => statement(more)).toThrow(TemplateFault);
  });

  it('has patterns with two signs and no others', () => {
    expect(patternOf('S#*#J#c?')('S#a.b#J#cx')).toBe(true);
    expect(patternOf('S#*#J#c?')('S#a#J#cxy')).toBe(false);
    expect(patternOf('a.c')('abc')).toBe(false);
    expect(patternOf('a*')('a\nb')).toBe(true);
  });
});

describe('a request', () => {
  const contextOf = (operation: string, body: Record<string, unknown>) =>
    dynamoActions(table, operation, { TableName: 'Cases', ...body }).map(({ context }) => context);
  const leading = (body: Record<string, unknown>) => contextOf('Query', body)[0]?.['dynamodb:LeadingKeys'];

  it('of a query has the values that its key condition names, whatever its names', () => {
    const values = { ExpressionAttributeValues: { ':a': text('T#x'), ':b': text('S#y') } };
    const names = { ExpressionAttributeNames: { '#k': 'pk', '#s': 'sk' } };
    expect(leading({ ...values, KeyConditionExpression: 'pk=:a' })).toEqual(['T#x']);
    expect(leading({ ...values, ...names, KeyConditionExpression: '#s = :a AND #k = :b' })).toEqual(['S#y']);
    expect(leading({ ...values, KeyConditionExpression: 'pk = :a AND pk = :b' })).toEqual(['T#x', 'S#y']);
    expect(leading({ ...values, IndexName: 'due', KeyConditionExpression: 'due_pk = :a' })).toEqual(['T#x']);
  });

  it('that hides its key has none, which no allow-list admits', () => {
    const values = { ExpressionAttributeValues: { ':a': text('T#x') } };
    expect(leading({ ...values, KeyConditionExpression: '(pk) = :a' })).toBeUndefined();
    expect(leading({ KeyConditions: { pk: { AttributeValueList: [text('T#x')] } } })).toBeUndefined();
    expect(contextOf('GetItem', { Key: { pk: { N: '1' } } })[0]?.['dynamodb:LeadingKeys']).toBeUndefined();
    expect(contextOf('BatchGetItem', { RequestItems: { Cases: { Keys: [{ pk: text('a') }, {}] } } })).toEqual(
      [{ 'dynamodb:LeadingKeys': undefined, 'dynamodb:Attributes': undefined }],
    );
  });

  it('of a transaction is each of its items', () => {
    const attempted = dynamoActions(table, 'TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'Cases', Item: { pk: text('a'), body: text('x') } } },
        { Delete: { TableName: 'Elsewhere', Key: { pk: text('b') } } },
        { ConditionCheck: { TableName: 'Cases', Key: { pk: text('c') } } },
      ],
    });
    expect(
      attempted.map(({ action, resource, context }) => [action, resource, context['dynamodb:LeadingKeys']]),
    ).toEqual([
      ['dynamodb:PutItem', table.arn, ['a']],
      ['dynamodb:DeleteItem', 'arn:x:table/Elsewhere', ['b']],
      ['dynamodb:ConditionCheckItem', table.arn, ['c']],
    ]);
  });

  it('names the attributes of all its expressions', () => {
    const body = {
      UpdateExpression: 'SET #a = if_not_exists(count, :zero) REMOVE b ADD c :one',
      ConditionExpression: 'attribute_not_exists(#d) AND e IN (:x, :y)',
      ExpressionAttributeNames: { '#a': 'first', '#d': 'fourth' },
    };
    expect(attributesIn(body)).toEqual(['fourth', 'e', 'first', 'count', 'b', 'c']);
  });
});
