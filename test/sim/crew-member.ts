import { parentPort } from 'node:worker_threads';
import type { FinishedRun, Task } from './crew.ts';
import { mutantNamed } from './mutants/mutants.ts';
import { simulate } from './simulation.ts';
import { realParts } from './world/parts.ts';

// Simulated calls fail by the thousand; collecting their stack traces would cost time for nothing.
Error.stackTraceLimit = 0;

parentPort?.on('message', async (task: Task) => {
  const { mutant, ...settings } = task;
  const parts = mutant === undefined ? realParts : mutantNamed(mutant).change(realParts);
  const before = process.threadCpuUsage();
  const outcome = await simulate({ ...settings, parts, toFirstViolation: mutant !== undefined });
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage({ task, outcome, processorMs: (user + system) / 1000 } satisfies FinishedRun);
});
