import { CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Oidc } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';

/**
 * What the stage left unsaid becomes a parameter without a default. So synthesis needs no secret and no issuer, and a
 * deployment without them is refused rather than made half.
 */
export class DeployParameters extends Construct {
  private readonly stage: Stage;
  /** JSON object: where each channel leads, by its name. */
  readonly channelTargets: string;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.stage = stage;
    this.channelTargets = stage.channelTargets
      ? JSON.stringify(stage.channelTargets)
      : this.ask('ChannelTargets', 'JSON object: {"<channel>": {"url": "https://…", "secret": "whsec_…"}}.', {
          noEcho: true,
          // An empty one would be taken, and nobody would ever be told anything.
          allowedPattern: '^\\{.*"url"\\s*:\\s*"https://.*\\}$',
          constraintDescription:
            'a JSON object on one line that gives each channel an https address as its "url"',
        });
  }

  /** Who vouches for staff: named by the stage, or at deployment. */
  issuer(): Oidc {
    return (
      this.stage.oidc ?? {
        issuer: this.ask(
          'OidcIssuer',
          'https address of the issuer of staff tokens, as written in their "iss".',
          { allowedPattern: '^https://\\S+$' },
        ),
        audience: this.ask('OidcAudience', 'Audience or client id that staff tokens are issued for.'),
      }
    );
  }

  private ask(name: string, description: string, rest: Omit<CfnParameterProps, 'type'> = {}): string {
    const parameter = new CfnParameter(this, name, { description, ...rest });
    parameter.overrideLogicalId(name);
    return parameter.valueAsString;
  }
}
