import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { type FunctionWithRights, type TableRights, tableRights } from '../../infra/rights/table-rights.ts';
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
    .flatMap(({ Action, Resource: resources }) =>
      list(resources).flatMap((resource) => {
        const index = /\/index\/(\w+)/.exec(JSON.stringify(resource))?.[1];
        return list(Action).map((action) => (index ? `${action} ${index}` : action));
      }),
    )
    .filter((action) => action.startsWith('dynamodb:'))
    .map((action) => action.replace('dynamodb:', ''))
    .toSorted();
};

const rootOfAccount = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']],
};

/** The functions by the names of their constructs. */
const functionOf = {
  HttpPublic: 'public',
  HttpStaff: 'staff',
  ClockSweep: 'sweep',
  OutboxRelay: 'relay',
  OutboxNotify: 'notify',
  OutboxNotifyResidents: 'notify-residents',
  ProverProve: 'prove',
  PhotosSanitize: 'photos',
  ContactsHash: 'contacts',
  OperationOperate: 'operate',
  NotaryAttest: 'notary',
  HttpReceiptsTake: 'receipts',
} as const satisfies Readonly<Record<string, FunctionWithRights>>;
const readStream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

describe('permissions', () => {
  it('name every action', () => {
    for (const { Action } of allowed) expect(list(Action).join()).not.toContain('*');
  });

  it('name every resource, but for photos, entries of a log and secrets of channels, whose names are new, and the one action without resources', () => {
    const isOfNewNames = (resource: unknown) =>
      /:parameter\/huiying\/dev\/channels\/\*"|PhotoBucket\w+","Arn"\]\},"\/(incoming|kept|copies)\/\*"|(NotaryLog|Checkpoints)Bucket\w+","Arn"\]\},"\/\*"/.test(
        JSON.stringify(resource),
      );
    const open = allowed
      .filter(({ Resource: resource }) => JSON.stringify(resource).includes('*'))
      .filter(({ Resource: resource }) => !isOfNewNames(resource));
    // ListStreams does not support resources; case-stream.ts documents the exception for its two consumers.
    const listStreams = { Effect: 'Allow', Action: 'dynamodb:ListStreams', Resource: '*' };
    expect(open).toEqual([listStreams, listStreams]);
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

  it('are on the table what the table of rights says, and nothing deletes', () => {
    for (const [construct, name] of Object.entries(functionOf)) {
      const { rights, indexes = [], scans }: TableRights = tableRights[name];
      const expected = [
        ...rights.map(({ action }) => action),
        ...indexes.map((index) => `Query ${index}`),
        ...(scans ? ['Scan'] : []),
        ...(name === 'relay' || name === 'notary' ? readStream : []),
      ];
      // Two statements may say the same for different rows, and are then one.
      expect(new Set(tableActionsOf(construct))).toEqual(new Set(expected));
    }
    const granted = Object.keys(functionOf).flatMap(tableActionsOf);
    expect(granted.filter((action) => /Delete|PartiQL|BatchWrite|ConditionCheck/.test(action))).toEqual([]);
  });

  it('are lists of what is allowed, which a request without a key does not pass', () => {
    const onTable = resourcesOf(dev, 'AWS::IAM::Policy')
      .flatMap(statementsOf)
      .filter(({ Action }) => /^dynamodb:(Get|BatchGet|Put|Update)Item$|Query|Scan/.test(list(Action).join()))
      .filter(({ Resource: resource }) => !JSON.stringify(resource).includes('/index/'));
    expect(onTable.length).toBeGreaterThan(30);
    const isOfAllRows = ({ Condition }: (typeof onTable)[number]): boolean =>
      !JSON.stringify(Condition).includes('dynamodb:LeadingKeys');
    // The prover passes over all rows, and reads a partition of any: with the same attributes.
    expect(onTable.filter(isOfAllRows).map(({ Action }) => Action)).toEqual([
      ['dynamodb:Query', 'dynamodb:Scan'],
    ]);
    for (const statement of onTable) {
      const [limit, key] = isOfAllRows(statement)
        ? ['ForAllValues:StringEquals', 'dynamodb:Attributes']
        : ['ForAllValues:StringLike', 'dynamodb:LeadingKeys'];
      const conditions = statement.Condition as Record<string, Record<string, unknown>>;
      expect(conditions[limit]?.[key]).toEqual(expect.any(Array));
      expect(conditions.Null?.[key]).toBe('false');
      expect(Object.keys(conditions).filter((operator) => operator.includes('Not'))).toEqual([]);
    }
  });

  it('fit into what IAM takes of the policies of a role', () => {
    const sizes = new Map<string, number>();
    for (const { properties } of resourcesOf(dev, 'AWS::IAM::Policy')) {
      const role = JSON.stringify(properties.Roles);
      sizes.set(role, (sizes.get(role) ?? 0) + JSON.stringify(properties.PolicyDocument).length);
    }
    // 10,240 characters, with names of resources that are longer than their references here.
    expect(Math.max(...sizes.values())).toBeLessThan(9000);
  });

  it('are the same on the table in each stage', () => {
    const of = (template: typeof dev) =>
      resourcesOf(template, 'AWS::IAM::Policy')
        .flatMap((policy) => statementsOf(policy).map((statement) => ({ id: policy.id, ...statement })))
        .filter(({ Action }) => list(Action).join().startsWith('dynamodb:'));
    for (const stage of everyStage) expect(of(templateOf(stage))).toEqual(of(dev));
  });

  it.each([
    ['HttpPublic', ['GetObject copies', 'GetObject kept', 'PutObject incoming']],
    ['HttpStaff', ['GetObject kept', 'PutObject copies']],
    ['PhotosSanitize', ['DeleteObject incoming', 'GetObject incoming', 'PutObject kept']],
    ...[
      'ClockSweep',
      'ProverProve',
      'OutboxRelay',
      'OutboxNotify',
      'ContactsHash',
      'OperationOperate',
      'NotaryAttest',
    ].map((name) => [name, []] as const),
  ] as const)('let %s do to photos only what it must', (name, actions) => {
    const found = resourcesOf(dev, 'AWS::IAM::Policy')
      .filter(({ properties }) => JSON.stringify(properties.Roles).includes(name))
      .flatMap(statementsOf)
      .flatMap(({ Action, Resource: resource }) =>
        list(Action)
          .filter((action) => action.startsWith('s3:'))
          .filter(() => JSON.stringify(resource).includes('PhotoBucket'))
          .map((action) => `${action.slice(3)} ${/\/(\w+)\/\*/.exec(JSON.stringify(resource))?.[1]}`),
      );
    expect(found.toSorted()).toEqual(actions);
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
