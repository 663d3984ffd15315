import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { devStage, oneMachine, prodStage, resourcesOf, templateOf } from './stack.ts';

const prod = templateOf(prodStage);
const policies = resourcesOf(prod, 'AWS::IAM::Policy');

interface Statement {
  readonly Action: string | string[];
  readonly Condition?: unknown;
}

const statementsOf = (name: string): Statement[] =>
  policies
    .filter(({ properties }) => JSON.stringify(properties.Roles).includes(name))
    .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: Statement[] }).Statement);

describe('the key of texts', () => {
  it('is one key of the customer’s own, turned every year and kept with the data', () => {
    prod.resourceCountIs('AWS::KMS::Key', 1);
    prod.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 30 },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it.each([
    ['HttpPublic', ['texts']],
    ['HttpStaff', ['texts', 'phones']],
    ['ContactsHash', ['texts', 'phones']],
  ])('is used by %s, for %j alone', (name, uses) => {
    expect(statementsOf(name)).toContainEqual(
      expect.objectContaining({
        Action: ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
        Condition: { StringEquals: { 'kms:EncryptionContext:huiying': uses } },
      }),
    );
  });

  it('is used by no other role, least of all the sweep’s and the sender’s', () => {
    const users = [...policies, ...resourcesOf(prod, 'AWS::IAM::Role')].filter(({ properties }) =>
      JSON.stringify(properties).includes('kms:'),
    );
    expect(users.map(({ id }) => id.replace(/Role.*/, '')).toSorted()).toEqual([
      'ContactsHash',
      'HttpPublic',
      'HttpStaff',
    ]);
  });

  it('is named to the three functions that use it and to no other', () => {
    const withKey = resourcesOf(prod, 'AWS::Lambda::Function').filter(({ properties }) =>
      JSON.stringify(properties.Environment).includes('KMS_KEY_ARN'),
    );
    expect(withKey.map(({ id }) => id.replace(/Function.*/, '')).toSorted()).toEqual([
      'ContactsHash',
      'HttpPublic',
      'HttpStaff',
    ]);
  });

  it('has rows that no commit may write and no function may change', () => {
    const rows = ['K#texts', 'K#phones'];
    const writers = policies.flatMap(({ properties }) =>
      (properties.PolicyDocument as { Statement: Statement[] }).Statement.filter(({ Action }) =>
        JSON.stringify(Action).match(/PutItem|UpdateItem/),
      ),
    );
    expect(writers.length).toBeGreaterThan(0);
    for (const { Action, Condition } of writers) {
      const [[operator, named] = []] = Object.entries((Condition ?? {}) as Record<string, unknown>);
      const keys = (named as Record<string, string[]> | undefined)?.['dynamodb:LeadingKeys'] ?? [];
      if (operator === 'ForAllValues:StringNotLike') {
        expect(keys).toEqual([...rows, 'V#*']);
      } else if (operator === 'ForAllValues:StringEquals') {
        // The first write of one key, whose own condition is that none is there.
        expect([Action, keys.length]).toEqual(['dynamodb:PutItem', 1]);
        expect(rows).toContain(keys[0]);
      } else {
        // Statements limited to other kinds of rows are allowed.
        expect(operator).toBe('ForAllValues:StringLike');
        expect(keys.filter((pattern) => pattern.startsWith('K') || pattern.startsWith('*'))).toEqual([]);
      }
    }
  });

  it('is a file on one machine, and no key service there', () => {
    templateOf(oneMachine).resourceCountIs('AWS::KMS::Key', 0);
    expect(JSON.stringify(templateOf(oneMachine).toJSON())).not.toContain('kms:');
  });

  it('stands in dev too, so that what is tried there is what runs', () => {
    templateOf(devStage).resourceCountIs('AWS::KMS::Key', 1);
  });
});

describe('an account with a small quota', () => {
  it('can try the stack without setting instances aside', () => {
    for (const { properties } of resourcesOf(
      templateOf(stages.dev({ sweepInstances: 0, photoInstances: 0 })),
      'AWS::Lambda::Function',
    )) {
      expect(properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });
});
