import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { replaceDate } from '../clock/virtual-date.ts';
import { type Answer, failureOf, type Invoke, type WorkerStart } from './messages.ts';

// Runs in a thread of its own, one for each instance of a function, and stands for the Lambda runtime in it. When it
// does not come up, the run does not start; when it dies later, the next event gets a new one.

const start = workerData as WorkerStart;
// Before the handler is loaded: a module may take the time, or `Date` itself, while it loads.
replaceDate(start.clock);

const bundle: Record<string, unknown> = await import(pathToFileURL(start.file).href);
const handler = bundle[start.exportName];
if (typeof handler !== 'function')
  throw new TypeError(`${start.file} exports no function ${start.exportName}.`);

const contextOf = ({ requestId, timeoutMilliseconds }: Invoke) => {
  // Time left is real, as the limit is: a moved clock must not cut a running handler short.
  const ends = performance.now() + timeoutMilliseconds;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.arn,
    memoryLimitInMB: String(start.memoryMegabytes),
    logGroupName: start.name,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(ends - performance.now())),
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
