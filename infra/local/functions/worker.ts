import http from 'node:http';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { replaceDate } from '../clock/virtual-date.ts';
import { callDirectly } from '../rights/direct-calls.ts';
import { type Answer, failureOf, type Invoke, type WorkerStart } from './messages.ts';

// Runs in one thread per instance of a function, in place of the Lambda runtime. When it fails to start, its event
// fails; when it ends later, the next event starts a new one.

const start = workerData as WorkerStart;
// Before the handler is loaded, because modules may read the time or `Date` while they load.
replaceDate(start.clock);
if (start.table !== undefined) callDirectly(http, start.table);

// For this thread, and nothing that the function should see.
delete process.env.NODE_COMPILE_CACHE;
const bundle: Record<string, unknown> = await import(pathToFileURL(start.file).href);
const handler = bundle[start.exportName];
if (typeof handler !== 'function')
  throw new TypeError(`${start.file} exports no function ${start.exportName}.`);

const contextOf = ({ requestId, timeoutMilliseconds }: Invoke) => {
  // The remaining time is real, like the timeout: moving the virtual clock must not shorten a running handler.
  const endsAt = performance.now() + timeoutMilliseconds;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.arn,
    memoryLimitInMB: String(start.memoryMegabytes),
    logGroupName: start.name,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(endsAt - performance.now())),
  };
};

const answer = (message: Answer): void => parentPort?.postMessage(message);

parentPort?.on('message', async (invoke: Invoke) => {
  try {
    const value: unknown = await handler(JSON.parse(invoke.event), contextOf(invoke));
    answer({ kind: 'returned', value: JSON.stringify(value) ?? 'null' });
  } catch (error) {
    answer({ kind: 'threw', failure: failureOf(error) });
  }
});

answer({ kind: 'ready' });
