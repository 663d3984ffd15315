import { Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AlarmsTo } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';

/** The topic that notifies the system's operators when an alarm starts and when it ends. */
export class Operators extends Construct {
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.topic = this.topicFor(stage.alarmsTo);
  }

  notifyOn(alarms: readonly Alarm[]): void {
    const action = new SnsAction(this.topic);
    for (const alarm of alarms) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }

  private topicFor(alarmsTo: AlarmsTo | undefined): ITopic {
    if (alarmsTo?.kind === 'topic') return Topic.fromTopicArn(this, 'Topic', alarmsTo.arn);
    const topic = new Topic(this, 'Topic', { displayName: 'Huiying alarms', enforceSSL: true });
    // A custom topic policy replaces the default one, which lets CloudWatch publish; this statement restores that.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    // By email, which SNS offers in every partition; text messages it does not.
    if (alarmsTo?.kind === 'email') topic.addSubscription(new EmailSubscription(alarmsTo.address));
    return topic;
  }
}
