import { CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Oidc } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';

/**
 * Turns settings that the stage leaves open into parameters without a default. Synthesis then needs no secret and no
 * issuer, and CloudFormation rejects a deployment that does not give them.
 */
export class DeployParameters extends Construct {
  private readonly stage: Stage;
  /** JSON object: the target of each channel, by its name. */
  readonly channelTargets: string;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.stage = stage;
    this.channelTargets = stage.channelTargets
      ? JSON.stringify(stage.channelTargets)
      : this.parameter(
          'ChannelTargets',
          'JSON object: {"<channel>": {"url": "https://…", "secret": "whsec_…"}}.',
          {
            noEcho: true,
            // CloudFormation would accept an empty value, and no notice would ever be sent.
            allowedPattern: '^\\{.*"url"\\s*:\\s*"https://.*\\}$',
            constraintDescription:
              'a JSON object on one line that gives each channel an https address as its "url"',
          },
        );
  }

  /** The issuer of staff tokens: from the stage, or a deployment parameter. */
  issuer(): Oidc {
    return (
      this.stage.oidc ?? {
        issuer: this.parameter(
          'OidcIssuer',
          'https address of the issuer of staff tokens, as written in their "iss".',
          { allowedPattern: '^https://\\S+$' },
        ),
        audience: this.parameter('OidcAudience', 'Audience or client id that staff tokens are issued for.'),
      }
    );
  }

  private parameter(name: string, description: string, rest: Omit<CfnParameterProps, 'type'> = {}): string {
    const parameter = new CfnParameter(this, name, { description, ...rest });
    parameter.overrideLogicalId(name);
    return parameter.valueAsString;
  }
}
