import { CfnOutput } from 'aws-cdk-lib';
import {
  ApiMapping,
  DomainName,
  type HttpApi,
  type HttpStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';

export interface OwnDomainProps {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** `https://` and a host name. */
  readonly origin: string;
  readonly certificateArn: string;
}

/**
 * The domain that the printed codes contain, mapped to the API. The operator points its DNS record at the output
 * `Target`.
 */
export class OwnDomain extends Construct {
  constructor(scope: Construct, id: string, { api, stage, origin, certificateArn }: OwnDomainProps) {
    super(scope, id);
    const domainName = new DomainName(this, 'Name', {
      domainName: new URL(origin).hostname,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'Mapping', { api, domainName, stage });
    new CfnOutput(this, 'Target', {
      value: domainName.regionalDomainName,
      description: `Target of the CNAME or alias record of ${domainName.name}.`,
    });
  }
}
