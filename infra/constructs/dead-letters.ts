import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ImpactAlarm } from './impact-alarm.ts';

export interface DeadLettersProps {
  /** The edge whose losses end here, e.g. `relay-stream`. */
  readonly name: string;
  /** What people lose when something ends here. */
  readonly impact: string;
}

/**
 * The end of one asynchronous edge. Each edge has its own, so that a letter's queue says where it was lost; any
 * letter at all raises the alarm, and it stays raised until somebody has emptied the queue.
 */
export class DeadLetters extends Construct {
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
        'This is a dead-letter queue; it is named by a rule, a schedule or a function, which the check misses.',
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
}
