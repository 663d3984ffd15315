import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface ScheduleRoleProps {
  /** ARN of the one function that the schedule starts. */
  readonly target: string;
  readonly deadLetters: Queue;
}

/**
 * The role by which the Scheduler starts a function. It is taken for schedules of this account alone: anybody else's schedule
 * that names the role is refused.
 */
export class ScheduleRole extends Role {
  constructor(scope: Construct, id: string, { target, deadLetters }: ScheduleRoleProps) {
    super(scope, id, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
      inlinePolicies: {
        Start: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
          ],
        }),
      },
    });
  }
}
