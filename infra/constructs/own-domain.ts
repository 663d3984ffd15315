import { CfnOutput } from 'aws-cdk-lib';
import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';

export interface OwnDomainProps {
  /** `https://` and a host name. */
  readonly origin: string;
  readonly certificateArn: string;
}

/**
 * The address on the codes, which a front maps to itself. Whoever keeps the domain points it at the target given out.
 */
export class OwnDomain extends Construct {
  readonly name: DomainName;

  constructor(scope: Construct, id: string, { origin, certificateArn }: OwnDomainProps) {
    super(scope, id);
    this.name = new DomainName(this, 'Name', {
      domainName: new URL(origin).hostname,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new CfnOutput(this, 'Target', {
      value: this.name.regionalDomainName,
      description: `A CNAME or alias record leads ${this.name.name} here.`,
    });
  }
}
