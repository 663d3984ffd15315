import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { CaseTable } from '../case-table.ts';
import { DeadLetters } from '../dead-letters.ts';
import { ImpactAlarm } from '../impact-alarm.ts';
import { type FunctionBase, StationFunction } from '../station-function.ts';

export interface ReceiptsProps extends FunctionBase {
  readonly cases: CaseTable;
}

const lost = 'A report about a short message was given up: one that did not arrive may count as sent.';

/** What a report says, by the names of the provider's event. Nothing else of it leaves the rule. */
const reported = ['eventType', 'eventTimestamp', 'isFinal', 'messageId'] as const;

/**
 * Takes what providers report about messages that were sent. Alibaba Cloud calls a route of the API; AWS End User Messaging
 * publishes events by itself, on the default bus of the region that sends.
 */
export class Receipts extends Construct {
  readonly take: StationFunction;

  constructor(scope: Construct, id: string, { cases, ...base }: ReceiptsProps) {
    super(scope, id);
    this.take = new StationFunction(this, 'Take', {
      ...base,
      name: 'receipts',
      firstPart: 'half',
      impact: 'Messages that their provider reports undelivered count as sent, and no case hears of them.',
      memoryMegabytes: 256,
      timeoutSeconds: 30,
      // A report that comes before the answer to its message waits for the second attempt, a minute later.
      whenAsync: {
        retriesMax: 2,
        eventAgeSecondsMax: 3600,
        deadLetters: new DeadLetters(this, 'GivenUp', { name: 'receipts', impact: lost }),
      },
    });
    cases.grantRights(this.take, 'receipts');
    this.subscribe();
  }

  /**
   * The event holds the telephone number, which no function, log or queue may get: the rule passes on codes and ids. It has no
   * dead letters, because those would be whole events; that one was not passed on raises an alarm instead.
   */
  private subscribe(): void {
    const rule = new Rule(this, 'Reported', {
      description: 'What AWS reports about short messages goes to the function that keeps it',
      eventPattern: {
        source: ['aws.sms-voice'],
        detailType: ['Text Message Delivery Status Updated'],
        detail: { isFinal: [true], context: { delivery: Match.exists() } },
      },
      targets: [
        new LambdaFunction(this.take.live, {
          event: RuleTargetInput.fromObject({
            source: EventField.source,
            'detail-type': EventField.detailType,
            detail: {
              ...Object.fromEntries(reported.map((name) => [name, EventField.fromPath(`$.detail.${name}`)])),
              context: { delivery: EventField.fromPath('$.detail.context.delivery') },
            },
          }),
          maxEventAge: Duration.hours(1),
          retryAttempts: 8,
        }),
      ],
    });
    new ImpactAlarm(this, 'Lost', {
      name: 'receipts-lost',
      impact: lost,
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { RuleName: rule.ruleName },
        period: Duration.minutes(5),
        statistic: 'sum',
      }),
    });
  }
}
