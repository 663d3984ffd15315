import { Duration, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CaseTable } from './case-table.ts';
import { DeadLetters } from './dead-letters.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { StationFunction } from './station-function.ts';

/** Whole keys, or what they begin with. */
type Keys = readonly (string | { readonly prefix: string })[];

/** Records of the stream that a function wants: what happened, to rows with which keys. */
export interface WantedRecords {
  readonly events: readonly ('INSERT' | 'MODIFY' | 'REMOVE')[];
  readonly pk?: Keys;
  readonly sk?: Keys;
  /** Of facts only those with these names, by which the text of a stored fact begins. */
  readonly facts?: readonly string[];
}

export interface CaseStreamProps {
  readonly from: CaseTable;
  readonly to: StationFunction;
  /** The beginning of the alarms' short names. */
  readonly name: string;
  readonly wanted: readonly WantedRecords[];
  /** When a record that keeps failing is given up. Without `retriesMax`, the age alone decides. */
  readonly until: { readonly retriesMax?: number; readonly age: Duration };
  /** What people lose while records wait, and when one is given up, each as one sentence. */
  readonly impact: { readonly late: string; readonly givenUp: string };
}

/** Sends the wanted records of the table's stream to a function, in order; a filter drops all others. */
export class CaseStream extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { from, to, name, wanted, until: { retriesMax, age }, impact }: CaseStreamProps,
  ) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters', { name, impact: impact.givenUp });
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: to.live,
      ...streamArnOf(from),
      // From the oldest record, so that a fact committed while the mapping is being created is not skipped.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      filters: wanted.map(filterFor),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      ...(retriesMax !== undefined && { retryAttempts: retriesMax }),
      maxRecordAge: age,
      onFailure: deadLetters,
    });
    mapping.node.addDependency(this.mayRead(from, to));

    const lag = new ImpactAlarm(this, 'Lag', {
      name: `${name}-lag`,
      impact: impact.late,
      metric: to.lambda.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'max' }),
      threshold: Duration.minutes(5).toMilliseconds(),
    });
    // A record that fails is an answer of the function, and then waits.
    to.rollBackOn(lag);
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

const filterFor = ({ events, pk, sk, facts }: WantedRecords) =>
  FilterCriteria.filter({
    eventName: [...events],
    dynamodb: {
      Keys: { ...(pk && { pk: { S: [...pk] } }), ...(sk && { sk: { S: [...sk] } }) },
      ...(facts && {
        NewImage: { fact: { S: facts.map((fact) => ({ prefix: `{"fact":"${fact}"` })) } },
      }),
    },
  });

const streamArnOf = ({ table }: CaseTable): { eventSourceArn: string } => {
  if (table.tableStreamArn === undefined) throw new Error('The case table has no stream.');
  return { eventSourceArn: table.tableStreamArn };
};
