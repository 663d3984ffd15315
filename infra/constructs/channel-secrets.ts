import { Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { StationFunction } from './station-function.ts';

/** The parameters in which a stage keeps the addresses and secrets of channels begin with this. */
export const channelSecretsPrefix = ({ name }: Pick<Stage, 'name'>): string => `/huiying/${name}/channels`;

/**
 * The addresses and secrets of channels. Operators enter them, so the stack makes none: a SecureString under the key that
 * AWS keeps for parameters, which opens it to whoever may read the parameter.
 */
export class ChannelSecrets extends Construct {
  private readonly stage: Stage;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id);
    this.stage = stage;
  }

  /** Lets a function that sends read them. It reads one when it needs it, so that another one needs no deployment. */
  grantRead(to: StationFunction): void {
    const { channels, channelSecretsDir } = this.stage;
    to.lambda.addEnvironment('CHANNELS', JSON.stringify(channels));
    if (channelSecretsDir !== undefined) {
      to.lambda.addEnvironment('CHANNEL_SECRETS_DIR', channelSecretsDir);
      return;
    }
    const prefix = channelSecretsPrefix(this.stage);
    to.lambda.addEnvironment('CHANNEL_SECRETS_PREFIX', prefix);
    const resource = Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: `${prefix.slice(1)}/*`,
    });
    const statement = new PolicyStatement({ actions: ['ssm:GetParameter'], resources: [resource] });
    const policy = new Policy(this, 'Read', { statements: [statement] });
    policy.attachToRole(to.role);
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${prefix}/*]`,
      reason:
        'Stations and their channels are entered while the stack runs; all their secrets are under this prefix.',
    });
  }
}
