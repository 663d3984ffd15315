import { CfnParameter, type CfnParameterProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Oidc } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';

/**
 * Turns settings that the stage leaves open into parameters without a default. Synthesis then needs no issuer, and CloudFormation rejects a deployment that does not give them.
 */
export class DeployParameters extends Construct {
  private readonly stage: Stage;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.stage = stage;
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
