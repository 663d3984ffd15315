import { readFile } from 'node:fs/promises';
import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { codecs } from '../shared/adapters/image-sanitizer/codecs.ts';
import { imageSanitizer } from '../shared/adapters/image-sanitizer/image-sanitizer.ts';
import { lazyPhotoStore } from '../shared/adapters/photo-store/lazy-photo-store.ts';
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
    photoStore: lazyPhotoStore(config.bucketName, config.timeoutFactor),
    // The build copies the codec files next to the bundle (infra/codec-files.ts).
    imageSanitizer: imageSanitizer(codecs((file) => readFile(new URL(file, import.meta.url)))),
    channels: outletsFrom(config.channels),
  },
  powertoolsClockLogger(config.stage),
);
