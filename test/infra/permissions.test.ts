import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { deliveryAttributes } from '../../shared/adapters/dynamo/table.ts';
import { devStage, everyStage, newApp, type Resource, resourcesOf, stackOf, templateOf } from './stack.ts';

interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

const dev = templateOf(devStage);
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

const statementsOf = ({ properties }: Resource): Statement[] => {
  const inline = (properties.Policies ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  const own = properties.PolicyDocument as { Statement: Statement[] } | undefined;
  return [...inline.flatMap(({ PolicyDocument }) => PolicyDocument.Statement), ...(own?.Statement ?? [])];
};

const allowed = [...resourcesOf(dev, 'AWS::IAM::Policy'), ...resourcesOf(dev, 'AWS::IAM::Role')]
  .flatMap(statementsOf)
  .filter(({ Effect }) => Effect === 'Allow');

/** The sorted actions that a function may perform on the table or its indexes, such as `Query` or `Query due`. */
const tableActionsOf = (name: string): string[] => {
  const policies = resourcesOf(dev, 'AWS::IAM::Policy').filter(({ properties }) =>
    JSON.stringify(properties.Roles).includes(name),
  );
  return policies
    .flatMap(statementsOf)
    .flatMap(({ Action, Resource: resource }) => {
      const index = /\/index\/(\w+)/.exec(JSON.stringify(resource))?.[1];
      return list(Action).map((action) => (index ? `${action} ${index}` : action));
    })
    .filter((action) => action.startsWith('dynamodb:'))
    .map((action) => action.replace('dynamodb:', ''))
    .toSorted();
};

const rootOfAccount = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']],
};

const commit = ['ConditionCheckItem', 'PutItem', 'UpdateItem'];

describe('permissions', () => {
  it('name every action', () => {
    for (const { Action } of allowed) expect(list(Action).join()).not.toContain('*');
  });

  it('name every resource, but for photos, which have random names, and the one action without resources', () => {
    const isPhotoStore = (resource: unknown) =>
      /PhotoBucket\w+","Arn"\]\},"\/(incoming|kept)\/\*"/.test(JSON.stringify(resource));
    const open = allowed
      .filter(({ Resource: resource }) => JSON.stringify(resource).includes('*'))
      .filter(({ Resource: resource }) => !isPhotoStore(resource));
    // ListStreams does not support resources; case-stream.ts documents the exception.
    expect(open).toEqual([{ Effect: 'Allow', Action: 'dynamodb:ListStreams', Resource: '*' }]);
  });

  it('are wide in one policy of a resource: the account may administer its own key', () => {
    const policies = [
      ...resourcesOf(dev, 'AWS::SQS::QueuePolicy').map(({ properties }) => properties.PolicyDocument),
      ...resourcesOf(dev, 'AWS::SNS::TopicPolicy').map(({ properties }) => properties.PolicyDocument),
      ...resourcesOf(dev, 'AWS::KMS::Key').map(({ properties }) => properties.KeyPolicy),
    ] as { Statement: (Statement & { Principal: unknown })[] }[];
    const wide = policies
      .flatMap(({ Statement }) => Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .filter(({ Action, Principal }) => JSON.stringify([Action, Principal]).includes('*'));
    // Without this statement a key can become unmanageable; `Resource: *` in a key policy means the key itself.
    expect(wide).toEqual([
      { Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: rootOfAccount } },
    ]);
  });

  it('come from no managed policy, whose content others may change', () => {
    for (const { properties } of resourcesOf(dev, 'AWS::IAM::Role')) {
      expect(properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });

  it('are given to each function by a role of its own', () => {
    const roles = resourcesOf(dev, 'AWS::Lambda::Function').map(({ properties }) =>
      JSON.stringify(properties.Role),
    );
    expect(new Set(roles).size).toBe(roles.length);
  });

  it.each([
    // The further PutItems write a wrapped key each, and staff's third the logs of reads: rows that commits may not touch.
    // Staff's second Query finds cases by telephone.
    ['HttpPublic', [...commit, 'PutItem', 'GetItem', 'Query']],
    [
      'HttpStaff',
      [
        ...commit,
        'PutItem',
        'PutItem',
        'PutItem',
        'GetItem',
        'BatchGetItem',
        'Query',
        'Query',
        'Query board',
        'Query received',
      ],
    ],
    ['ClockSweep', [...commit, 'GetItem', 'Query due']],
    ['ProverProve', ['GetItem', 'PutItem', 'Query', 'Query due', 'Scan', 'UpdateItem']],
    ['OutboxRelay', ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']],
    ['ProverProve', ['GetItem', 'PutItem', 'Query', 'Query due', 'Scan', 'UpdateItem']],
    // The second Query lists the deliveries of a case.
    ['OutboxNotify', [...commit, 'GetItem', 'Query', 'Query', 'Query board']],
    ['PhotosSanitize', ['GetItem', 'PutItem', 'Query']],
    ['ContactsHash', ['GetItem', 'PutItem', 'PutItem', 'Query', 'Query due']],
  ])('let %s do to the table only what it must, and nothing deletes', (name, actions) => {
    expect(tableActionsOf(name)).toEqual(actions.toSorted());
  });

  it.each([
    ['HttpPublic', ['GetObject kept', 'PutObject incoming']],
    ['HttpStaff', ['GetObject kept']],
    ['PhotosSanitize', ['DeleteObject incoming', 'GetObject incoming', 'PutObject kept']],
    ...['ClockSweep', 'ProverProve', 'OutboxRelay', 'OutboxNotify', 'ContactsHash'].map(
      (name) => [name, []] as const,
    ),
  ] as const)('let %s do to photos only what it must', (name, actions) => {
    const found = resourcesOf(dev, 'AWS::IAM::Policy')
      .filter(({ properties }) => JSON.stringify(properties.Roles).includes(name))
      .flatMap(statementsOf)
      .flatMap(({ Action, Resource: resource }) =>
        list(Action)
          .filter((action) => action.startsWith('s3:'))
          .map((action) => `${action.slice(3)} ${/\/(\w+)\/\*/.exec(JSON.stringify(resource))?.[1]}`),
      );
    expect(found.toSorted()).toEqual(actions);
  });

  it('let staff alone add to the logs of reads, and nobody change them', () => {
    const writes = resourcesOf(dev, 'AWS::IAM::Policy').flatMap((policy) =>
      statementsOf(policy)
        .filter(({ Action }) => /PutItem|UpdateItem|DeleteItem|BatchWrite|PartiQL/.test(String(Action)))
        .map(({ Action, Condition }) => ({ name: policy.id, actions: list(Action), Condition })),
    );
    const log = 'V#st1#case#caaaaaaaaaaaaaaaaaaaaaaaaa';
    const matches = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(log);
    const may = writes.filter(({ Condition }) => {
      const [[test = '', { 'dynamodb:LeadingKeys': keys = [] } = {}] = []] = Object.entries(
        (Condition ?? {}) as Record<string, Record<string, string[]>>,
      );
      return test.includes('Not') ? !keys.some(matches) : keys.some(matches);
    });
    expect(may.map(({ name, actions }) => [name.replace(/Role.*/, ''), actions])).toEqual([
      ['HttpStaff', ['dynamodb:PutItem']],
    ]);
  });

  it('let nobody but the search and the function that hashes numbers look up a hash, whoever takes over a function', () => {
    const rows = ['S#st1#H#aHashOfANumber_-123', 'S#st1#H#caaaaaaaaaaaaaaaaaaaaaaaaa'];
    const matches = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
    const admits = (condition: unknown) => {
      const tests = Object.entries((condition ?? {}) as Record<string, Record<string, string[]>>);
      const keyed = tests.flatMap(([test, { 'dynamodb:LeadingKeys': keys } = {}]) =>
        keys === undefined ? [] : [{ isNot: test.includes('Not'), patterns: keys.map(matches) }],
      );
      return rows.some((row) =>
        keyed.every(({ isNot, patterns }) => patterns.some((one) => one.test(row)) !== isNot),
      );
    };
    const reads = resourcesOf(dev, 'AWS::IAM::Policy').flatMap((policy) =>
      statementsOf(policy)
        .filter(({ Resource: resource }) => !JSON.stringify(resource).includes('/index/'))
        .filter(({ Condition }) => admits(Condition))
        .flatMap(({ Action }) => list(Action))
        .filter((action) => /^dynamodb:(Get|BatchGet|Transact|Query|Scan|PartiQL)/.test(action))
        .filter((action) => !/GetRecords|GetShardIterator/.test(action))
        .map((action) => `${policy.id.replace(/Role.*/, '')} ${action.replace('dynamodb:', '')}`),
    );
    expect(reads.toSorted()).toEqual(['ContactsHash GetItem', 'HttpStaff Query', 'ProverProve Scan']);
  });

  it('let the sender query the roster, the links of a primary case, and of a case its deliveries alone', () => {
    const conditions = resourcesOf(dev, 'AWS::IAM::Policy')
      .filter(({ properties }) => JSON.stringify(properties.Roles).includes('OutboxNotify'))
      .flatMap(statementsOf)
      .filter(({ Action }) => list(Action).includes('dynamodb:Query'))
      .map(({ Condition }) => Condition);
    expect(conditions).toContainEqual({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['S#*#PEOPLE', 'S#*#J#*'] },
    });
    const ofCases = conditions.filter((condition) => JSON.stringify(condition ?? '').includes('#case#'));
    expect(ofCases).toEqual([
      {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['S#*#case#*'] },
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', ...deliveryAttributes] },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    ]);
    for (const secret of ['ciphertext', 'nonce', 'wrappedKey', 'fact', 'commitments'])
      expect(deliveryAttributes).not.toContain(secret);
  });

  it('refuse anything that is not encrypted on its way to a queue or topic', () => {
    const count = (type: string) => resourcesOf(dev, type).length;
    expect(count('AWS::SQS::QueuePolicy')).toBe(count('AWS::SQS::Queue'));
    for (const { properties } of [
      ...resourcesOf(dev, 'AWS::SQS::QueuePolicy'),
      ...resourcesOf(dev, 'AWS::SNS::TopicPolicy'),
    ]) {
      expect(JSON.stringify(properties)).toContain(
        '{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
      );
    }
  });
});

describe('the AWS Solutions checks', () => {
  it.each(everyStage)('find nothing in the stage $name that has no written reason', (stage) => {
    const app = newApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    stackOf(stage, app);
    expect(() => app.synth()).not.toThrow();
  });
});
