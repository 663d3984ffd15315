import { Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { privateBucket } from './private-bucket.ts';
import type { StationFunction } from './station-function.ts';

/**
 * Where the prover keeps how far it has read the notary's log, so that it does not read years of it every day. A bucket
 * without object lock, since each part is replaced every day; each part carries a code under the notary's key. On one
 * machine it is a directory beside the log.
 */
export class Checkpoints extends Construct {
  /** The environment variables by which the prover finds them. */
  readonly environment: Readonly<Record<string, string>>;
  private readonly bucket: Bucket | undefined;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    if (stage.notaryLogFile !== undefined) {
      this.environment = {};
      return;
    }
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket(stage),
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'One function uses it, and what is in it can be made again from the notary’s log.',
    });
    this.environment = { CHECKPOINT_BUCKET_NAME: this.bucket.bucketName };
  }

  /** Lets the prover read and replace the parts. */
  grantUse(to: StationFunction): void {
    if (this.bucket === undefined) return;
    const policy = new Policy(to, 'MayKeepCheckpoints', {
      statements: [
        new PolicyStatement({
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: [this.bucket.arnForObjects('*')],
        }),
        // Without it S3 answers that a part which is not there is forbidden.
        new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      ],
    });
    policy.attachToRole(to.role);
    const bucket = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/*]`,
      reason: 'The bucket holds nothing but the parts of the checkpoint.',
    });
  }
}
