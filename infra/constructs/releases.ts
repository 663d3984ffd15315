import { Duration, Validations } from 'aws-cdk-lib';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
  TimeBasedCanaryTrafficRouting,
} from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Part, StationFunction } from './station-function.ts';

export interface ReleasesProps {
  readonly functions: readonly StationFunction[];
}

/** Twice the period of the alarms that end a release. */
const WATCHED = Duration.minutes(10);

/**
 * Lets each new version of a function take part of what its callers send, for ten minutes, and then everything. When one of
 * the function's alarms is raised meanwhile, the version before takes everything again, and the deployment fails and is
 * undone.
 */
export class Releases extends Construct {
  constructor(scope: Construct, id: string, { functions }: ReleasesProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSCodeDeployRoleForLambdaLimited'),
      ],
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      reason: 'What CodeDeploy needs to move an alias is known to AWS alone; it can read and write no data.',
    });
    const configs: Readonly<Record<Part, ILambdaDeploymentConfig>> = {
      tenth: LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
      half: new LambdaDeploymentConfig(this, 'Half', {
        trafficRouting: new TimeBasedCanaryTrafficRouting({ interval: WATCHED, percentage: 50 }),
      }),
    };
    for (const { node, release } of functions) {
      if (release === undefined) continue;
      const { alias, firstPart, alarms } = release;
      new LambdaDeploymentGroup(this, node.id, {
        application,
        alias,
        alarms: [...alarms],
        deploymentConfig: configs[firstPart],
        autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
        // Otherwise each group would add the policy to the role once more.
        role: role.withoutPolicyUpdates(),
      });
    }
  }
}
