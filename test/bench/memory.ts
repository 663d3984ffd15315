import type { Bench } from './context.ts';
import { fillStack } from './fill-stack.ts';
import { processTree } from './process-tree.ts';
import { reportingTo } from './reporting.ts';
import { startStack } from './stack.ts';

const CASES = 512;
const SECONDS_MAX = 90;
const CALLERS = 16;
const MEBIBYTE = 1024 * 1024;

/**
 * The memory of the whole run: before the first request, and after a half and all of the reports are settled. Between
 * them, as many cases as `--filled` says are copied into the table.
 */
export const memory: Bench = async ({ options, bundles, progress, report }) => {
  const stack = await startStack({ time: 'day', bundles: await bundles() });
  try {
    const tree = processTree(stack.pid);
    await stack.settle();
    report('idle', 'MiB', tree.memoryBytes() / MEBIBYTE);
    const reporting = await reportingTo(stack);
    const half = Math.ceil((options.cases || CASES) / 2);
    const secondsMax = (options.secondsMax || SECONDS_MAX) / 2;
    let cases = 0;
    for (const part of ['half', 'all'] as const) {
      const sent = await reporting.send(CALLERS, half, secondsMax, (done) =>
        progress(`memory: ${cases + done} of ${2 * half} reports`),
      );
      cases += sent.reports.length;
      report(`after ${part} of the reports`, 'MiB', tree.memoryBytes() / MEBIBYTE);
      if (part === 'all' || options.filled === 0) continue;
      await fillStack(stack, sent, options.filled, (done) =>
        progress(`memory: ${done} of ${options.filled} copies`),
      );
      report('after the copies', 'MiB', tree.memoryBytes() / MEBIBYTE);
    }
    report('reports', 'cases', cases);
    report('copies', 'cases', options.filled);
  } finally {
    await stack.close();
  }
};
