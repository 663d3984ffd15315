import { parentPort, workerData } from 'node:worker_threads';
import type { ImageSanitizer } from '../../cases/photos/image-sanitizer.ts';

/** Sanitizes the one file that this thread was started for (threaded-sanitizer.ts). */
export const sanitizeInThread = async ({ sanitize }: ImageSanitizer): Promise<void> =>
  parentPort?.postMessage(await sanitize(workerData as Uint8Array));
