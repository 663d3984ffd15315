import { readFile } from 'node:fs/promises';
import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { codecs } from '../shared/adapters/image-sanitizer/codecs.ts';
import { imageSanitizer } from '../shared/adapters/image-sanitizer/image-sanitizer.ts';
import { latePhotoStore } from '../shared/adapters/photo-store/late-photo-store.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { photosHandler } from '../shared/handlers/sanitize-handler.ts';
import { wireEngine } from './wire-engine.ts';

// Runs for each photo that has come in. While it fails, photos are not shown, nobody is told of them, and their senders
// are asked to send them again; clocks and words are not touched by it.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'bucketName', 'channels', 'timeoutFactor']);
const { store, system, policies } = wireEngine(config);

export const handler = photosHandler(
  {
    store,
    system,
    policies,
    // Its client is a third of all the code, and is read while the function runs, not while it starts.
    photoStore: latePhotoStore(async () => {
      const { s3PhotoStore } = await import('../shared/adapters/photo-store/s3-photo-store.ts');
      const { s3Client } = await import('../shared/adapters/photo-store/s3-client.ts');
      return s3PhotoStore(s3Client({}, config.timeoutFactor), config.bucketName);
    }),
    // Copied beside the bundle when it is built (infra/codec-files.ts).
    imageSanitizer: imageSanitizer(codecs((file) => readFile(new URL(file, import.meta.url)))),
    channels: outletsFrom(config.channels),
  },
  powertoolsClockLogger(config.stage),
);
