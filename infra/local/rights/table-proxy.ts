import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compileCacheOfThread } from '../compile-cache.ts';
import type { Admitted } from './gate.ts';
import type { TableProxyMessage, TableProxyStart } from './table-proxy-thread.ts';

/** The way of the functions to the table, which lets each do what its role allows. */
export interface TableProxy {
  readonly endpoint: string;
  close(): Promise<unknown>;
}

/** Names the thread for debuggers and tests. */
export const TABLE_PROXY_THREAD = 'rights';

interface Listeners {
  /** Called when it ends unexpectedly. */
  readonly onEnd: () => void;
  readonly onRefused: (message: string) => void;
  /** Gets each call that is let through; they are not reported when absent. */
  readonly onAdmitted?: ((admitted: Admitted) => void) | undefined;
}

export async function startTableProxy(
  start: Omit<TableProxyStart, 'isRecorded'>,
  { onEnd, onRefused, onAdmitted }: Listeners,
): Promise<TableProxy> {
  const worker = new Worker(new URL('./table-proxy-thread.ts', import.meta.url), {
    name: TABLE_PROXY_THREAD,
    workerData: { ...start, isRecorded: onAdmitted !== undefined } satisfies TableProxyStart,
    env: { ...process.env, ...compileCacheOfThread },
    execArgv: [],
  });
  worker.on('message', (message: TableProxyMessage) => {
    if ('refused' in message) onRefused(message.refused);
    if ('admitted' in message) onAdmitted?.(message.admitted);
  });
  const [{ port }] = await once(worker, 'message');
  let closed = false;
  worker.once('exit', () => {
    if (!closed) onEnd();
  });
  worker.on('error', () => undefined);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      closed = true;
      return worker.terminate();
    },
  };
}
