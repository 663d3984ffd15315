import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { aliasOf, devStage, oneMachine, prodStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const prod = templateOf(prodStage);
const attest = resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('NotaryAttest'));
const mapping = resourcesOf(dev, 'AWS::Lambda::EventSourceMapping').find(({ id }) =>
  id.startsWith('NotaryStream'),
);

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Condition?: unknown;
}

const statementsOf = (properties: Readonly<Record<string, unknown>>): readonly Statement[] =>
  (properties.PolicyDocument as { Statement: readonly Statement[] }).Statement;

const ofRole = (name: string): readonly Statement[] =>
  resourcesOf(dev, 'AWS::IAM::Policy')
    .filter(({ properties }) => JSON.stringify(properties.Roles).includes(name))
    .flatMap(({ properties }) => statementsOf(properties));

const logBucketOf = (template: typeof dev) =>
  Object.entries(template.findResources('AWS::S3::Bucket')).find(([id]) => id.startsWith('NotaryLog'))?.[1];

describe('the stream of the notary', () => {
  it('leads to it every change of a head or a fact, each read, and what the prover asks', () => {
    expect(JSON.stringify(mapping?.properties.FunctionName)).toContain(aliasOf(dev, attest?.id));
    const criteria = mapping?.properties.FilterCriteria as { Filters: { Pattern: string }[] };
    const any = ['INSERT', 'MODIFY', 'REMOVE'];
    const keys = (name: string, ...conditions: unknown[]) => ({ Keys: { [name]: { S: conditions } } });
    expect(criteria.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: any, dynamodb: keys('sk', 'STATE', { prefix: 'F#' }) },
      { eventName: any, dynamodb: keys('pk', { prefix: 'V#' }) },
      { eventName: ['MODIFY', 'REMOVE'], dynamodb: keys('pk', { prefix: 'K#' }) },
      { eventName: ['INSERT', 'MODIFY'], dynamodb: keys('pk', { prefix: 'NOTARY#' }) },
    ]);
  });

  it('is tried for as long as it keeps a record, and what is given up then is kept', () => {
    expect(mapping?.properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 86_400,
      StartingPosition: 'TRIM_HORIZON',
    });
    expect(mapping?.properties).not.toHaveProperty('MaximumRetryAttempts');
    expect(mapping?.properties).toHaveProperty('DestinationConfig.OnFailure.Destination');
  });
});

describe('the log of the notary', () => {
  it('is a bucket whose objects nobody can change or delete for years, in production', () => {
    expect(logBucketOf(prod)).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 5 * 365 } },
        },
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    });
  });

  it('is locked for as many years as a stage asks for', () => {
    const stage = stages.prod({ ...prodStage, notaryYears: 2 });
    expect(stage.notaryRetention).toEqual({ mode: 'compliance', days: 730 });
  });

  it('can be deleted in dev by an administrator, and is a file on one machine', () => {
    expect(logBucketOf(dev)).toMatchObject({
      Properties: {
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } },
      },
    });
    const local = templateOf(oneMachine);
    expect(logBucketOf(local)).toBeUndefined();
    const named = resourcesOf(local, 'AWS::Lambda::Function')
      .filter(({ properties }) =>
        /NOTARY_LOG_FILE|KEY_FILE_NOTARY/.test(JSON.stringify(properties.Environment)),
      )
      .map(({ id }) => id.replace(/Function.*/, ''));
    expect(named.toSorted()).toEqual(['NotaryAttest', 'ProverProve']);
  });

  it('takes nothing unencrypted, no second object of a name, and in production no deletion', () => {
    const deniedIn = (template: typeof dev) =>
      resourcesOf(template, 'AWS::S3::BucketPolicy')
        .filter(({ id }) => id.startsWith('NotaryLog'))
        .flatMap(({ properties }) => statementsOf(properties))
        .map(({ Effect, Action, Condition }) => ({ Effect, Action, Condition }));
    const always = [
      {
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      { Effect: 'Deny', Action: 's3:PutObject', Condition: { Null: { 's3:if-none-match': 'true' } } },
    ];
    expect(deniedIn(dev)).toEqual(always);
    expect(deniedIn(prod)).toEqual([
      ...always,
      {
        Effect: 'Deny',
        Action: [
          's3:BypassGovernanceRetention',
          's3:DeleteObject',
          's3:DeleteObjectVersion',
          's3:PutObjectRetention',
        ],
        Condition: undefined,
      },
    ]);
  });

  it('is added to by the notary alone, read by the prover alone, and deleted from by nobody', () => {
    const may = resourcesOf(dev, 'AWS::IAM::Policy').flatMap(({ id, properties }) =>
      statementsOf(properties)
        .filter((statement) => JSON.stringify(statement).includes('NotaryLog'))
        .map(({ Action }) => `${id.replace(/May.*/, '')} ${Action}`),
    );
    expect(may.toSorted()).toEqual([
      'NotaryAttest s3:PutObject',
      'ProverProve s3:GetObject',
      'ProverProve s3:ListBucket',
    ]);
  });
});

describe('the notary', () => {
  it('is named in the outputs of every stage, by which operators tell it what stays on record', () => {
    for (const template of [dev, prod, templateOf(oneMachine)]) {
      expect(template.toJSON().Outputs.NotaryFunctionName.Value).toEqual({
        Ref: expect.stringMatching(/^NotaryAttestFunction/),
      });
    }
  });

  it('tells nobody anything', () => {
    expect(JSON.stringify(ofRole('NotaryAttest'))).not.toMatch(/events:|sns:/);
  });
});
