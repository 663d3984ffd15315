import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** By route and never by path, which holds tracking secrets; without addresses, which are personal data. */
const fields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  authorizer: '$context.authorizer.error',
};

/** One line for each request: enough to find a fault, too little to find a person. */
export class AccessLog extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: stage.logRetention,
      removalPolicy: stage.retention === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** What every front logs, and what each calls by a name of its own. */
  formatWith(own: OwnFields): AccessLogFormat {
    return AccessLogFormat.custom(JSON.stringify({ ...fields, ...own }));
  }
}

interface OwnFields {
  readonly route: string;
  readonly integration: string;
}
