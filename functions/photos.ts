import { keyPairsIn } from '../shared/adapters/dynamo/key-pair-row.ts';
import { threadedSanitizer } from '../shared/adapters/image-sanitizer/threaded-sanitizer.ts';
import { lazyPhotoStore } from '../shared/adapters/photo-store/lazy-photo-store.ts';
import { publicKeysIn } from '../shared/adapters/vault/key-pairs.ts';
import { joseSealer } from '../shared/adapters/vault/sealer.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { sanitizeHandler } from '../shared/handlers/sanitize-handler.ts';
import { wireEngine } from './wire-engine.ts';

// Runs for each uploaded photo. While it fails, new photos are not shown, staff get no notice of them, and residents
// are asked to send them again; cases, clocks and texts are not affected.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'bucketName', 'timeoutFactor']);
const { table, store, system, policies } = wireEngine(config);

/** Shorter than the function's timeout, so that a resident is told why a photo was not taken. */
const SANITIZE_SECONDS_MAX = 40;

export const handler = sanitizeHandler(
  {
    store,
    system,
    policies,
    photoStore: lazyPhotoStore(config.bucketName, config.timeoutFactor),
    // The build bundles the thread next to this function (infra/bundle.ts).
    imageSanitizer: threadedSanitizer(
      new URL('sanitizer-thread.mjs', import.meta.url),
      SANITIZE_SECONDS_MAX * config.timeoutFactor,
    ),
    // Public keys alone: it keeps photos that it cannot open.
    sealer: joseSealer(publicKeysIn(keyPairsIn(table))),
  },
  powertoolsClockLogger(config.stage),
);
