import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { aliasOf, devStage, oneMachine, prodStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const bucketsOf = (template: typeof dev, type: string) =>
  resourcesOf(template, type).filter(({ id }) => id.startsWith('PhotoBucket'));
const [bucket, ...otherBuckets] = bucketsOf(dev, 'AWS::S3::Bucket');
const bucketProperties = bucket?.properties ?? {};
const sanitize = resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('PhotosSanitize'));
const rule = resourcesOf(dev, 'AWS::Events::Rule').find(({ id }) => id.startsWith('Photos'));

describe('the photo store', () => {
  it('is one bucket, shut to the public, encrypted, and without access lists', () => {
    expect(otherBuckets).toEqual([]);
    expect(bucket?.properties).toMatchObject({
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
    });
  });

  it('refuses unencrypted requests, and its bucket policy allows nothing', () => {
    const [policy] = bucketsOf(dev, 'AWS::S3::BucketPolicy');
    const document = policy?.properties.PolicyDocument as { Statement: { Effect: string }[] } | undefined;
    const { Statement = [] } = document ?? {};
    expect(Statement.map(({ Effect }) => Effect)).toEqual(['Deny']);
    expect(JSON.stringify(Statement)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
  });

  it('forgets what came in after a day, and a helper’s copy after three, and keeps what is kept', () => {
    const { Rules } = bucketProperties.LifecycleConfiguration as { Rules: Record<string, unknown>[] };
    expect(Rules.filter((one) => 'ExpirationInDays' in one)).toEqual([
      expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 1, Status: 'Enabled' }),
      expect.objectContaining({ Prefix: 'copies/', ExpirationInDays: 3, Status: 'Enabled' }),
    ]);
    expect(Rules).toContainEqual({
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      Status: 'Enabled',
    });
  });

  it('keeps no earlier version of a photo, since what was discarded says where it was taken', () => {
    expect(bucketProperties).not.toHaveProperty('VersioningConfiguration');
    expect(bucketProperties).not.toHaveProperty('ReplicationConfiguration');
  });

  it('accepts posts from pages of the station’s origin only', () => {
    const [prod] = bucketsOf(templateOf(prodStage), 'AWS::S3::Bucket');
    expect(prod?.properties.CorsConfiguration).toEqual({
      CorsRules: [{ AllowedMethods: ['POST'], AllowedOrigins: ['https://huiying.example.org'] }],
    });
  });

  it('outlives the stack where cases do', () => {
    const policyOf = (template: typeof dev) => Object.values(template.findResources('AWS::S3::Bucket'))[0];
    expect(policyOf(dev)).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate' });
    expect(policyOf(templateOf(oneMachine))).toMatchObject({ DeletionPolicy: 'Delete' });
  });
});

describe('a photo that came in', () => {
  it('is announced, by itself and not by its sender’s address, to the function that looks at it', () => {
    expect(bucket?.properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    expect(rule?.properties).toMatchObject({
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [{ Ref: bucket?.id }] }, object: { key: [{ prefix: 'incoming/' }] } },
      },
      State: 'ENABLED',
      Targets: [
        {
          Arn: { Ref: aliasOf(dev, sanitize?.id) },
          InputPath: '$.detail.object',
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 8 },
          DeadLetterConfig: { Arn: expect.anything() },
        },
      ],
    });
  });

  it('is given up after an hour and three tries, and that is noticed', () => {
    dev.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: sanitize?.id },
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
    for (const name of ['photos-errors', 'photos-dead-letters', 'bucket-photos-dead-letters']) {
      dev.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: `huiying-dev-${name}` });
    }
  });

  it('has the memory that its pixels take, and a minute to be looked at', () => {
    expect(sanitize?.properties).toMatchObject({ MemorySize: 2048, Timeout: 60 });
  });

  it.each([
    ['on an account, four at once', prodStage, 4],
    ['on one machine, two', oneMachine, 2],
  ])('waits when there are many, so that they leave the API its own instances: %s', (_, stage, instances) => {
    const photos = resourcesOf(templateOf(stage), 'AWS::Lambda::Function').filter(({ id }) =>
      id.startsWith('PhotosSanitize'),
    );
    expect(photos.map(({ properties }) => properties.ReservedConcurrentExecutions)).toEqual([instances]);
  });

  it('is sanitized by a function without key, bus or channels', () => {
    const policies = resourcesOf(dev, 'AWS::IAM::Policy').filter(({ properties }) =>
      JSON.stringify(properties.Roles).includes('PhotosSanitize'),
    );
    expect(JSON.stringify(policies)).not.toMatch(/kms:|events:|sns:/);
    expect(JSON.stringify(sanitize?.properties.Environment)).not.toMatch(/KEY|CHANNEL_SECRETS|BUS_NAME/);
  });
});
