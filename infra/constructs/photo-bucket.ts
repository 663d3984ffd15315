import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { INCOMING, KEPT } from '../../shared/adapters/photo-store/object-name.ts';
import type { Stage } from '../stages.ts';
import type { StationFunction } from './station-function.ts';

/**
 * The photo store. Browsers post into it with a grant that one of our functions has signed; nobody reads it but functions.
 * What comes in lies apart from what is kept, and no grant spans both.
 */
export class PhotoBucket extends Construct {
  readonly bucket: Bucket;
  /** Where browsers post to, without a trailing slash. */
  readonly uploadOrigin: string;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: stage.retention === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        // Originals say where and when they were taken. They are deleted once looked at; this is for the rest.
        { prefix: INCOMING, expiration: Duration.days(1) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    // The property itself: the higher construct would bring a function of its own to set it.
    (this.bucket.node.defaultChild as CfnBucket).addPropertyOverride('NotificationConfiguration', {
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Its access log would hold addresses of residents; who was let in is decided, and counted, by our functions.',
    });
    this.uploadOrigin = stage.uploadOrigin ?? `https://${this.bucket.bucketRegionalDomainName}`;
  }

  /** Lets pages of this origin post to it by script and see whether that worked. */
  allowOrigin(origin: string): void {
    this.bucket.addCorsRule({ allowedMethods: [HttpMethods.POST], allowedOrigins: [origin] });
  }

  /** Sign grants to send: what a browser does with one counts as done by the signer. */
  grantLetSend(to: StationFunction): void {
    this.grant(to, 'MaySend', ['s3:PutObject'], INCOMING);
  }

  /** Show photos that were kept. */
  grantShow(to: StationFunction): void {
    this.grant(to, 'MayShow', ['s3:GetObject'], KEPT);
  }

  /** Look at what has come in, keep what it shows, and discard it. */
  grantSanitize(to: StationFunction): void {
    this.grant(to, 'MaySanitize', ['s3:GetObject', 's3:DeleteObject'], INCOMING);
    this.grant(to, 'MayKeep', ['s3:PutObject'], KEPT);
  }

  private grant(to: StationFunction, id: string, actions: string[], prefix: string): void {
    const resources = [this.bucket.arnForObjects(`${prefix}*`)];
    const policy = new Policy(to, id, { statements: [new PolicyStatement({ actions, resources })] });
    policy.attachToRole(to.role);
    const bucket = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${prefix}*]`,
      reason:
        'Photos have random names, so they can be named only together; what came in and what is kept lie apart.',
    });
  }
}
