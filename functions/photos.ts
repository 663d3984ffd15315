import { readFile } from 'node:fs/promises';
import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../shared/adapters/dynamo/store.ts';
import { codecs } from '../shared/adapters/image-sanitizer/codecs.ts';
import { imageSanitizer } from '../shared/adapters/image-sanitizer/image-sanitizer.ts';
import { latePhotoStore } from '../shared/adapters/photo-store/late-photo-store.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { photosHandler } from '../shared/handlers/sanitize-handler.ts';
import { policyBook } from '../shared/policies/standard.ts';

// Runs for each photo that has come in. While it fails, photos are not shown, nobody is told of them, and their senders
// are asked to send them again; clocks and words are not touched by it.
const {
  stage,
  tableName: name,
  shardsPerLane,
  bucketName,
  channels,
} = readConfig(['stage', 'tableName', 'shardsPerLane', 'bucketName', 'channels']);

export const handler = photosHandler(
  {
    store: dynamoStore({ documents: documentClient(), name, shardsPerLane }),
    // Its client is a third of all the code, and is read while the function runs, not while it starts.
    photoStore: latePhotoStore(async () => {
      const { s3PhotoStore } = await import('../shared/adapters/photo-store/s3-photo-store.ts');
      const { s3Client } = await import('../shared/adapters/photo-store/s3-client.ts');
      return s3PhotoStore(s3Client(), bucketName);
    }),
    // Copied beside the bundle when it is built (infra/codec-files.ts).
    imageSanitizer: imageSanitizer(codecs((file) => readFile(new URL(file, import.meta.url)))),
    system: system(),
    policies: policyBook,
    channels: outletsFrom(channels),
  },
  powertoolsClockLogger(stage),
);
