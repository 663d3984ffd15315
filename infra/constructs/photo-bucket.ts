import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, type CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { COPIES, INCOMING, KEPT } from '../../shared/adapters/photo-store/object-name.ts';
import type { Stage } from '../stages.ts';
import { privateBucket } from './private-bucket.ts';
import type { StationFunction } from './station-function.ts';

/**
 * The photo bucket. Browsers upload with a grant signed by a function; only functions can read. Uploads and kept photos
 * have separate prefixes, and no policy statement covers both.
 */
export class PhotoBucket extends Construct {
  readonly bucket: Bucket;
  /** The address to which browsers upload, without a trailing slash. */
  readonly uploadOrigin: string;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket(stage),
      lifecycleRules: [
        // Originals hold location and time. They are deleted once sanitized; this rule deletes those that never were.
        { prefix: INCOMING, expiration: Duration.days(1) },
        // A helper's link opens for two days.
        { prefix: COPIES, expiration: Duration.days(3) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    // Sets the property directly, because the L2 construct would add a custom-resource function.
    (this.bucket.node.defaultChild as CfnBucket).addPropertyOverride('NotificationConfiguration', {
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Its access log would hold IP addresses of residents; access is granted, and counted, by the functions.',
    });
    this.uploadOrigin = stage.uploadOrigin ?? `https://${this.bucket.bucketRegionalDomainName}`;
  }

  /** Lets scripts of this origin upload and read the result. */
  allowOrigin(origin: string): void {
    this.bucket.addCorsRule({ allowedMethods: [HttpMethods.POST], allowedOrigins: [origin] });
  }

  /** Lets the function sign upload grants; S3 treats an upload with such a grant as done by the signer. */
  grantLetSend(to: StationFunction): void {
    this.grant(to, 'MaySend', ['s3:PutObject'], INCOMING);
  }

  /** Lets the function show kept photos. */
  grantShow(to: StationFunction): void {
    this.grant(to, 'MayShow', ['s3:GetObject'], KEPT);
  }

  /** Lets the function keep copies for helpers: of photos that it may show, sealed to the holder of one link. */
  grantCopy(to: StationFunction): void {
    this.grant(to, 'MayCopy', ['s3:PutObject'], COPIES);
  }

  /** Lets the function show these copies. */
  grantShowCopies(to: StationFunction): void {
    this.grant(to, 'MayShowCopies', ['s3:GetObject'], COPIES);
  }

  /** Lets the function read an upload, keep the sanitized photo, and delete the upload. */
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
        'Photos have random names, so a policy can only match their prefix; uploads and kept photos have separate prefixes.',
    });
  }
}
