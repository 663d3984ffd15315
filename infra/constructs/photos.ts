import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { INCOMING } from '../../shared/adapters/photo-store/object-name.ts';
import type { CaseTable } from './case-table.ts';
import { DeadLetters } from './dead-letters.ts';
import type { PhotoBucket } from './photo-bucket.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

export interface PhotosProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly photoStore: PhotoBucket;
}

/** Events are retried for this long: a resident is waiting, and an upload expires after a day. */
const EVENT_AGE_MAX = Duration.hours(1);

/** Turns an uploaded photo into one that can be shown: the function sanitizes it and deletes the original. */
export class Photos extends Construct {
  constructor(scope: Construct, id: string, { cases, photoStore, ...base }: PhotosProps) {
    super(scope, id);
    const sanitize = new StationFunction(this, 'Sanitize', {
      ...base,
      name: 'photos',
      firstPart: 'tenth',
      impact: 'Photos are not shown, and their senders are asked to send them again; cases are not affected.',
      environment: { ...base.environment, BUCKET_NAME: photoStore.bucket.bucketName },
      // Half of it is used (test/adapters/image-memory.test.ts), but Lambda assigns CPU in proportion to memory.
      memoryMegabytes: 2048,
      timeoutSeconds: 60,
      // Reserved, which is also the limit: a flood of photos must not use up the concurrency of the API.
      ...(base.stage.photoInstances > 0 && { reservedConcurrency: base.stage.photoInstances }),
      whenAsync: {
        retriesMax: 2,
        eventAgeSecondsMax: EVENT_AGE_MAX.toSeconds(),
        deadLetters: new DeadLetters(this, 'FailedPhotos', {
          name: 'photos',
          impact: 'A photo was given up: its sender is asked to send it again.',
        }),
      },
    });
    cases.grantRights(sanitize, 'photos');
    photoStore.grantSanitize(sanitize);
    this.subscribe(photoStore, sanitize);
  }

  private subscribe({ bucket }: PhotoBucket, to: StationFunction): void {
    const { queue } = new DeadLetters(this, 'DeadLetters', {
      name: 'bucket-photos',
      impact: 'Uploaded photos are not processed: their senders are asked to send them again.',
    });
    // S3 publishes its events on the account's default bus.
    new Rule(this, 'CameIn', {
      description: 'Uploaded photos go to the function that sanitizes them',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: INCOMING }] } },
      },
      targets: [
        new LambdaFunction(to.live, {
          // Only the object: the event also holds the sender's IP address, which the function must not get.
          event: RuleTargetInput.fromEventPath('$.detail.object'),
          deadLetterQueue: queue,
          maxEventAge: EVENT_AGE_MAX,
          retryAttempts: 8,
        }),
      ],
    });
  }
}
