import { BlockPublicAccess, BucketEncryption, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { removalPolicyOf } from '../removal.ts';
import type { Stage } from '../stages.ts';

/** What every bucket is: closed to the public, encrypted, over TLS only, and kept where the stage keeps its data. */
export const privateBucket = (stage: Stage): BucketProps => ({
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: removalPolicyOf(stage),
});
