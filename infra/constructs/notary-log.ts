import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, type CfnBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { LogRetention } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';
import { privateBucket } from './private-bucket.ts';
import type { StationFunction } from './station-function.ts';

/**
 * The notary's write-once log. On AWS it is a bucket with object lock: an object can be added under a new name, and until
 * its retention ends nobody can change or delete it. On one machine it is a file, whose path only the notary and the
 * prover are told.
 */
export class NotaryLog extends Construct {
  /** The environment variables by which a function finds the log. */
  readonly environment: Readonly<Record<string, string>>;
  private readonly bucket: Bucket | undefined;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    if (stage.notaryLogFile !== undefined) {
      this.environment = { NOTARY_LOG_FILE: stage.notaryLogFile };
      return;
    }
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket(stage),
      // Object lock needs versions. It can only be had from the first day of a bucket on.
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: retentionOf(stage.notaryRetention),
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Two functions use it, and what they add stays in it; the account’s audit trail shows all others.',
    });
    this.refuseOverwriting(this.bucket);
    if (stage.notaryRetention.mode === 'compliance') this.refuseDeleting(this.bucket);
    this.environment = { NOTARY_BUCKET_NAME: this.bucket.bucketName };
  }

  /** Lets the function add to the log. It need not read it. */
  grantAppend(to: StationFunction): void {
    this.grant(to, 'MayAppend', ['s3:PutObject']);
  }

  /** Lets the function read the log. */
  grantRead(to: StationFunction): void {
    this.grant(to, 'MayReadLog', ['s3:GetObject']);
    if (this.bucket === undefined) return;
    const statement = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] });
    new Policy(to, 'MayListLog', { statements: [statement] }).attachToRole(to.role);
  }

  /**
   * With versions, a second object of the same name would hide the first one. So nobody may write without the condition
   * that the name is new.
   */
  private refuseOverwriting(bucket: Bucket): void {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
  }

  /** The lock keeps each version; this also forbids the delete markers, which would hide one from a list. */
  private refuseDeleting(bucket: Bucket): void {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [
          's3:BypassGovernanceRetention',
          's3:DeleteObject',
          's3:DeleteObjectVersion',
          's3:PutObjectRetention',
        ],
        resources: [bucket.arnForObjects('*')],
      }),
    );
  }

  private grant(to: StationFunction, id: string, actions: string[]): void {
    if (this.bucket === undefined) return;
    const resources = [this.bucket.arnForObjects('*')];
    const policy = new Policy(to, id, { statements: [new PolicyStatement({ actions, resources })] });
    policy.attachToRole(to.role);
    const bucket = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/*]`,
      reason:
        'Each object of the log has a name of its own, which holds its time; the bucket holds nothing else.',
    });
  }
}

const retentionOf = ({ mode, days }: LogRetention): ObjectLockRetention =>
  mode === 'compliance'
    ? ObjectLockRetention.compliance(Duration.days(days))
    : ObjectLockRetention.governance(Duration.days(days));
