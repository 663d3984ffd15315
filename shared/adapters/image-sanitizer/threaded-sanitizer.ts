import { Worker } from 'node:worker_threads';
import type { ImageSanitizer } from '../../cases/photos/image-sanitizer.ts';

type Sanitized = Awaited<ReturnType<ImageSanitizer['sanitize']>>;

/**
 * Sanitizes each file in a thread of its own, which is gone when the result is given: the memory of WebAssembly only
 * grows and is freed with its thread, and a file that keeps a decoder busy is ended as one that cannot be opened. `thread`
 * is a module that calls `sanitizeInThread`.
 */
export const threadedSanitizer = (thread: URL, secondsMax: number): ImageSanitizer => ({
  sanitize: (bytes) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(thread, { workerData: bytes, execArgv: [] });
      let sanitized: Sanitized | undefined;
      const end = (result: Sanitized) => {
        sanitized ??= result;
        void worker.terminate();
      };
      const timer = setTimeout(() => end({ fault: 'undecodable' }), secondsMax * 1000);
      worker.on('message', end);
      worker.on('error', reject);
      worker.on('exit', () => {
        clearTimeout(timer);
        if (sanitized === undefined) reject(new Error('The thread of a photo ended without a result.'));
        else resolve(sanitized);
      });
    }),
});
