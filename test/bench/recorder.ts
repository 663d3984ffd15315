import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RecordedCall } from './recorded-call.ts';

/** An endpoint before the engine that keeps every call. */
export interface Recorder {
  readonly endpoint: string;
  /** The calls since the last time that were answered, in the order of their answers. */
  take(): Promise<readonly RecordedCall[]>;
  close(): Promise<unknown>;
}

export async function startRecorder(endpoint: string, isMetered = false): Promise<Recorder> {
  const thread = new Worker(new URL('./recorder-thread.ts', import.meta.url), {
    workerData: { endpoint, isMetered },
  });
  const [port] = await once(thread, 'message');
  return {
    endpoint: `http://127.0.0.1:${port}`,
    take: async () => {
      const answered = once(thread, 'message');
      thread.postMessage('take');
      const [calls] = await answered;
      return calls;
    },
    close: () => thread.terminate(),
  };
}
