import { readFile } from 'node:fs/promises';
import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { codecs } from '../shared/adapters/image-sanitizer/codecs.ts';
import { imageSanitizer } from '../shared/adapters/image-sanitizer/image-sanitizer.ts';
import { latePhotoStore } from '../shared/adapters/photo-store/late-photo-store.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { sanitizeHandler } from '../shared/handlers/sanitize-handler.ts';
import { wireEngine } from './wire-engine.ts';

// Runs for each uploaded photo. While it fails, new photos are not shown, staff get no notice of them, and residents
// are asked to send them again; cases, clocks and texts are not affected.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'bucketName', 'channels', 'timeoutFactor']);
const { store, system, policies } = wireEngine(config);

export const handler = sanitizeHandler(
  {
    store,
    system,
    policies,
    // The S3 client is a third of the bundle, so it is loaded on first use and not at cold start.
    photoStore: latePhotoStore(async () => {
      const { s3PhotoStore } = await import('../shared/adapters/photo-store/s3-photo-store.ts');
      const { s3Client } = await import('../shared/adapters/photo-store/s3-client.ts');
      return s3PhotoStore(s3Client({}, config.timeoutFactor), config.bucketName);
    }),
    // The build copies the codec files next to the bundle (infra/codec-files.ts).
    imageSanitizer: imageSanitizer(codecs((file) => readFile(new URL(file, import.meta.url)))),
    channels: outletsFrom(config.channels),
  },
  powertoolsClockLogger(config.stage),
);
