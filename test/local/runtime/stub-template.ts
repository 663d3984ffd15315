import type { LocalSettings } from '../../../infra/stages.ts';

export type Template = { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };

export const functionNames = ['public', 'staff', 'sweep', 'relay', 'notify'] as const;

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** Long enough for any machine; only a function that hangs reaches it, and no test waits for that. */
const LONG_SECONDS = 600;

const stubFunction = (name: string, environment: object, more: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Role: arnOf(`${name}Role`),
    Code: { S3Bucket: { 'Fn::Sub': ['assets-', {}] }, S3Key: `${name}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    MemorySize: 128,
    Timeout: LONG_SECONDS,
    Environment: { Variables: { POWERTOOLS_SERVICE_NAME: name, ...environment } },
    ...more,
  },
});

const role = (name: string, Action: string | string[], Resource: unknown, Condition?: object) => ({
  [`${name}Role`]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [
        {
          PolicyName: 'Own',
          PolicyDocument: {
            Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) }],
          },
        },
      ],
    },
  },
});

const ownFacts = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['fact*'] } };

const integration = (functionId: string) => ({
  Type: 'AWS::ApiGatewayV2::Integration',
  Properties: {
    ApiId: { Ref: 'Api' },
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: arnOf(functionId),
    PayloadFormatVersion: '2.0',
  },
});

const route = (RouteKey: string, integrationId: string, authorizer?: string) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey,
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: integrationId }]] },
    AuthorizationType: authorizer === undefined ? 'NONE' : 'JWT',
    ...(authorizer && { AuthorizerId: { Ref: authorizer } }),
  },
});

const permissions = (functionId: string, Principal: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: arnOf(functionId), Principal },
});

const whenAsync = (functionId: string, retries: number) => ({
  Type: 'AWS::Lambda::EventInvokeConfig',
  Properties: {
    FunctionName: { Ref: functionId },
    Qualifier: '$LATEST',
    MaximumRetryAttempts: retries,
    MaximumEventAgeInSeconds: 3600,
    DestinationConfig: { OnFailure: { Destination: arnOf('FailedEvents') } },
  },
});

const queue = { Type: 'AWS::SQS::Queue', Properties: {} };

const key = (name: string, kind: string) => ({ AttributeName: name, KeyType: kind });

/** A small system with the same kinds of resources as the real one. */
export const stubTemplate = ({ publicOrigin, oidc }: LocalSettings, environment: object = {}): Template => ({
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: ['pk', 'sk', 'due'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [
          { IndexName: 'due', KeySchema: [key('due', 'HASH')], Projection: { ProjectionType: 'KEYS_ONLY' } },
        ],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      },
    },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'facts' } },
    FailedEvents: queue,
    FailedRecords: queue,
    ...role('public', ['dynamodb:GetItem', 'dynamodb:PutItem'], arnOf('Table'), ownFacts),
    ...role('relay', 'events:PutEvents', arnOf('Bus')),
    ...Object.assign(
      {},
      ...['staff', 'sweep', 'notify'].map((name) => role(name, 'events:PutEvents', 'none')),
    ),
    Public: stubFunction('public', { TABLE_NAME: { Ref: 'Table' } }),
    // A test makes this function hang.
    Staff: stubFunction('staff', {}, { Timeout: 1 }),
    Sweep: stubFunction('sweep', { PUBLIC_ORIGIN: publicOrigin }, { ReservedConcurrentExecutions: 1 }),
    Relay: stubFunction('relay', { BUS_NAME: { Ref: 'Bus' }, ...environment }),
    Notify: stubFunction('notify', { PUBLIC_ORIGIN: publicOrigin, ...environment }),
    SweepAsync: whenAsync('Sweep', 0),
    NotifyAsync: whenAsync('Notify', 1),
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    ToPublic: integration('Public'),
    ToStaff: integration('Staff'),
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: oidc.issuer, Audience: [oidc.audience] },
      },
    },
    Echo: route('GET /echo/{word}', 'ToPublic'),
    Time: route('GET /time', 'ToPublic'),
    Crash: route('GET /crash', 'ToPublic'),
    Garbled: route('GET /garbled', 'ToPublic'),
    Slow: route('GET /slow', 'ToStaff'),
    Commit: route('POST /facts', 'ToPublic'),
    Find: route('GET /facts/{id}', 'ToPublic'),
    Me: route('GET /me', 'ToStaff', 'Authorizer'),
    PublicPermission: permissions('Public', 'apigateway.amazonaws.com'),
    StaffPermission: permissions('Staff', 'apigateway.amazonaws.com'),
    NotifyPermission: permissions('Notify', 'events.amazonaws.com'),
    Facts: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['stub'], 'detail-type': ['FactCommitted'] },
        Targets: [{ Id: 'Notify', Arn: arnOf('Notify') }],
      },
    },
    Changes: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        FunctionName: { Ref: 'Relay' },
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 2,
        MaximumRecordAgeInSeconds: 21_600,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        FilterCriteria: {
          Filters: [
            { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"F#"}]}}}}' },
          ],
        },
        DestinationConfig: { OnFailure: { Destination: arnOf('FailedRecords') } },
      },
    },
    EveryMinute: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'rate(1 minute)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: arnOf('Sweep'), RoleArn: 'unused' },
      },
    },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
  },
});

/** The assets manifest: the path of each function's bundle, relative to the assembly. */
export const stubManifest = {
  files: Object.fromEntries(
    functionNames.map((name) => [
      name,
      { source: { path: name }, destinations: { here: { objectKey: `${name}.zip` } } },
    ]),
  ),
};
