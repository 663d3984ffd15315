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

/** A resident waits for it, and what was sent is gone after a day. */
const LATE = Duration.hours(1);

/** From a photo that was sent to one that may be shown: looked at, made anew, and the original discarded. */
export class Photos extends Construct {
  constructor(scope: Construct, id: string, { cases, photoStore, ...base }: PhotosProps) {
    super(scope, id);
    const sanitize = new StationFunction(this, 'Sanitize', {
      ...base,
      name: 'photos',
      impact: 'Photos are not shown, and their senders are asked to send them again; no case is touched.',
      environment: { ...base.environment, BUCKET_NAME: photoStore.bucket.bucketName },
      // Pixels take memory, and with the memory comes the processor that opens them.
      memoryMegabytes: 2048,
      timeoutSeconds: 60,
      whenAsync: {
        retriesMax: 2,
        eventAgeSecondsMax: LATE.toSeconds(),
        deadLetters: new DeadLetters(this, 'FailedPhotos', {
          name: 'photos',
          impact: 'A photo was given up: its sender is asked to send it again.',
        }),
      },
    });
    cases.grantSettlePhotos(sanitize);
    photoStore.grantSanitize(sanitize);
    this.listen(photoStore, sanitize);
  }

  private listen({ bucket }: PhotoBucket, to: StationFunction): void {
    const { queue } = new DeadLetters(this, 'DeadLetters', {
      name: 'bucket-photos',
      impact: 'Photos that came in are not looked at: their senders are asked to send them again.',
    });
    // Buckets announce on the account's own bus.
    new Rule(this, 'CameIn', {
      description: 'Photos that came in go to the function that looks at them',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: INCOMING }] } },
      },
      targets: [
        new LambdaFunction(to.lambda, {
          // The event also names the address it was sent from, which is nobody's business here.
          event: RuleTargetInput.fromEventPath('$.detail.object'),
          deadLetterQueue: queue,
          maxEventAge: LATE,
          retryAttempts: 8,
        }),
      ],
    });
  }
}
