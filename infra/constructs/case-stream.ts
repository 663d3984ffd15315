import { Duration, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { CaseTable } from './case-table.ts';
import { DeadLetters } from './dead-letters.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { StationFunction } from './station-function.ts';

export interface CaseStreamProps {
  readonly from: CaseTable;
  readonly to: StationFunction;
  /** What people lose while records wait, as one sentence. */
  readonly impact: string;
}

/** Sends new facts and deliveries from the table's stream to a function, in order; a filter drops all other records. */
export class CaseStream extends Construct {
  constructor(scope: Construct, id: string, { from, to, impact }: CaseStreamProps) {
    super(scope, id);
    const { queue } = new DeadLetters(this, 'DeadLetters', {
      name: 'stream',
      impact: 'Some facts were given up: other systems never receive them, and messages wait for the sweep.',
    });
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: to.lambda,
      ...streamArnOf(from),
      // From the oldest record, so that a fact committed while the mapping is being created is not skipped.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      filters: [FilterCriteria.filter(insertOf('F#', 'D#'))],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // By default one failing record would block its shard until it expires after 24 h.
      retryAttempts: 5,
      maxRecordAge: Duration.hours(6),
      onFailure: new SqsDlq(queue),
    });
    mapping.node.addDependency(this.mayRead(from, to));

    new ImpactAlarm(this, 'Lag', {
      name: 'stream-lag',
      impact,
      metric: to.lambda.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'max' }),
      threshold: Duration.minutes(5).toMilliseconds(),
    });
  }

  private mayRead(from: CaseTable, to: StationFunction): Policy {
    const { eventSourceArn } = streamArnOf(from);
    const policy = new Policy(this, 'MayRead', {
      statements: [
        new PolicyStatement({
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: [eventSourceArn],
        }),
        new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
      ],
    });
    policy.attachToRole(to.role);
    Validations.of(policy).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'ListStreams has no resource-level permissions; it returns names of streams, never their records.',
    });
    return policy;
  }
}

const insertOf = (...sortKeyPrefixes: string[]) => ({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: sortKeyPrefixes.map((prefix) => ({ prefix })) } } },
});

const streamArnOf = ({ table }: CaseTable): { eventSourceArn: string } => {
  if (table.tableStreamArn === undefined) throw new Error('The case table has no stream.');
  return { eventSourceArn: table.tableStreamArn };
};
