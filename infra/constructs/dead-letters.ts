import { Duration, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IDestination, IEventSourceDlq, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ImpactAlarm } from './impact-alarm.ts';

export interface DeadLettersProps {
  /** The asynchronous invocation whose failures end here, e.g. `relay-stream`. */
  readonly name: string;
  /** What people lose when a message ends here, as one sentence. */
  readonly impact: string;
}

/**
 * The dead-letter queue of one asynchronous invocation. Each has its own queue, which shows where the message failed.
 * Any message raises the alarm, which stays raised until an operator empties the queue.
 */
export class DeadLetters extends Construct implements IDestination, IEventSourceDlq {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { name, impact }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This is a dead-letter queue; it is used by a rule, a schedule or a function, which the check does not detect.',
    });
    new ImpactAlarm(this, 'Alarm', {
      name: `${name}-dead-letters`,
      impact,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'max',
      }),
    });
  }

  /**
   * Takes what a function failed to handle, asynchronously or from a stream. It may send and nothing else, where the library's
   * own destinations also let it ask about the queue.
   */
  bind(_: unknown, from: IFunction): { readonly destination: string } {
    const { queueArn } = this.queue;
    Grant.addToPrincipal({ grantee: from, actions: ['sqs:SendMessage'], resourceArns: [queueArn] });
    return { destination: queueArn };
  }
}
