import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Worker } from 'node:worker_threads';

/** How often each function was invoked, and how many events of each kind came over the bus. */
export interface WorkCounts {
  readonly invocations: Readonly<Record<string, number>>;
  readonly events: Readonly<Record<string, number>>;
}

/**
 * Counts from outside what the local run does in this process, without a change of it: each invocation is a message to a
 * thread that is named after its function, and each event an entry of a PutEvents request. Gives what takes the counts.
 */
export function countWork(): () => WorkCounts {
  let [invocations, events] = [new Map<string, number>(), new Map<string, number>()];
  const count = (counts: Map<string, number>, name: string): unknown =>
    counts.set(name, (counts.get(name) ?? 0) + 1);

  subscribe('worker_threads', (message) => {
    const { worker } = message as { readonly worker: Worker };
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (value: unknown, ...more: never[]) => {
      if (typeof value === 'object' && value !== null && 'event' in value)
        count(invocations, worker.threadName ?? '');
      post(value, ...more);
    };
  });
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents') return;
    const chunks: Buffer[] = [];
    const push = request.push.bind(request);
    request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      if (chunk !== null) chunks.push(chunk);
      else for (const { DetailType } of entriesIn(chunks)) count(events, DetailType);
      return push(chunk, encoding);
    };
  });

  return () => {
    const taken = { invocations: Object.fromEntries(invocations), events: Object.fromEntries(events) };
    [invocations, events] = [new Map(), new Map()];
    return taken;
  };
}

const entriesIn = (chunks: readonly Buffer[]): readonly { readonly DetailType: string }[] =>
  JSON.parse(Buffer.concat(chunks).toString('utf8')).Entries;
