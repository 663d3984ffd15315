import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { devStage, oneMachine, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const local = templateOf(oneMachine);
const type = 'AWS::DynamoDB::Table';

describe('the case table', () => {
  it('is the only one', () => {
    dev.resourceCountIs(type, 1);
  });

  it('can be restored to any second and survives its stack where data matters', () => {
    dev.hasResource(type, {
      Properties: {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('can be thrown away on one machine', () => {
    local.hasResource(type, {
      Properties: { DeletionProtectionEnabled: false },
      DeletionPolicy: 'Delete',
    });
  });

  it.each([
    ['dev', dev],
    ['local', local],
  ])('has the same keys, stream and expiry in %s', (_, template) => {
    template.hasResourceProperties(type, {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
    });
  });

  it('lists what is due by lane and shard, keys only, so that a tick writes little', () => {
    dev.hasResourceProperties(type, {
      GlobalSecondaryIndexes: Match.arrayWith([
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'due_pk', KeyType: 'HASH' },
            { AttributeName: 'due_sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ]),
    });
  });

  it('lists cases in the order of receipt by keys that never change, so that it is written once for each', () => {
    dev.hasResourceProperties(type, {
      GlobalSecondaryIndexes: Match.arrayWith([
        {
          IndexName: 'received',
          KeySchema: [
            { AttributeName: 'received_pk', KeyType: 'HASH' },
            { AttributeName: 'receivedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ]),
    });
  });

  it('shows officers nothing personal in its lists', () => {
    const [table] = resourcesOf(dev, type);
    const indexes = table?.properties.GlobalSecondaryIndexes as BoardIndex[];
    const board = indexes.find(({ IndexName }) => IndexName === 'board');
    expect(board?.KeySchema.map(({ AttributeName }) => AttributeName)).toEqual(['board_pk', 'board_sk']);
    expect(board?.Projection.NonKeyAttributes).toEqual([
      'reference',
      'type',
      'priority',
      'status',
      'place',
      'building',
      'assignee',
      'responsible',
      'dueAt',
      'dueKind',
      'receivedAt',
      'late',
      'trustReason',
    ]);
  });
});

interface BoardIndex {
  IndexName: string;
  KeySchema: { AttributeName: string }[];
  Projection: { NonKeyAttributes?: string[] };
}
