import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { devStage, oneMachine, prodStage, resourcesOf, templateOf } from './stack.ts';

const prod = templateOf(prodStage);
const policies = resourcesOf(prod, 'AWS::IAM::Policy');

interface Statement {
  readonly Action: string | string[];
  readonly Condition?: unknown;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const statementsOf = (name: string): Statement[] =>
  policies
    .filter(({ properties }) => JSON.stringify(properties.Roles).includes(name))
    .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: Statement[] }).Statement);

describe('the key that wraps the keys', () => {
  it('is one key of the customer’s own, turned every year and kept with the data', () => {
    prod.resourceCountIs('AWS::KMS::Key', 1);
    prod.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 30 },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  const secrets = ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'];
  it.each([
    ['HttpPublic', [[secrets, ['hashing', 'signing']]]],
    [
      'HttpStaff',
      [
        [secrets, ['commands', 'signing', 'phones', 'webhooks']],
        ['kms:Decrypt', 'texts'],
      ],
    ],
    [
      'ContactsHash',
      [
        [secrets, 'phones'],
        ['kms:Decrypt', 'contacts'],
      ],
    ],
    ['OperationOperate', [['kms:GenerateDataKeyPairWithoutPlaintext', ['texts', 'contacts']]]],
    ['WebhooksSend', [[secrets, 'webhooks']]],
    ['NotaryAttest', [[secrets, 'notary']]],
    ['ProverProve', [[secrets, 'notary']]],
  ])('is used by %s for its own uses alone', (name, grants) => {
    const used = statementsOf(name).filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
    expect(
      used.map(({ Action, Condition }) => [
        Action,
        (Condition as Conditions).StringEquals?.['kms:EncryptionContext:huiying'],
      ]),
    ).toEqual(grants.map(([action, uses]) => [action, typeof uses === 'string' ? [uses] : uses]));
  });

  it('is used by no other role, least of all the sweep’s and that of who sends to staff', () => {
    const users = [...policies, ...resourcesOf(prod, 'AWS::IAM::Role')].filter(({ properties }) =>
      JSON.stringify(properties).includes('kms:'),
    );
    expect(users.map(({ id }) => id.replace(/Role.*/, '')).toSorted()).toEqual([
      'ContactsHash',
      'HttpPublic',
      'HttpStaff',
      'NotaryAttest',
      'OperationOperate',
      'OutboxNotifyResidents',
      'ProverProve',
      'WebhooksSend',
    ]);
  });

  it('is named to the eight functions that use it and to no other', () => {
    const withKey = resourcesOf(prod, 'AWS::Lambda::Function').filter(({ properties }) =>
      JSON.stringify(properties.Environment).includes('KMS_KEY_ARN'),
    );
    expect(withKey.map(({ id }) => id.replace(/Function.*/, '')).toSorted()).toEqual([
      'ContactsHash',
      'HttpPublic',
      'HttpStaff',
      'NotaryAttest',
      'OperationOperate',
      'OutboxNotifyResidents',
      'ProverProve',
      'WebhooksSend',
    ]);
  });

  it('is files on one machine, and no key service there', () => {
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
      templateOf(stages.dev({ facts: 'all', sweepInstances: 0, photoInstances: 0 })),
      'AWS::Lambda::Function',
    )) {
      expect(properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });
});
