import { Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IConstruct } from 'constructs';

/** The people on duty for the system itself. They subscribe to one topic and hear every alarm, and its end. */
export class Operators extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Huiying alarms', enforceSSL: true });
    // A topic with a policy of its own loses the default one, which is what lets alarms of the account in.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Sends every alarm inside the scope to the topic; called last, when all alarms exist. */
  hear(scope: IConstruct): void {
    const action = new SnsAction(this.topic);
    for (const construct of scope.node.findAll()) {
      if (!(construct instanceof Alarm)) continue;
      construct.addAlarmAction(action);
      construct.addOkAction(action);
    }
  }
}
