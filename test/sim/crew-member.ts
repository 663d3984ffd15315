import { parentPort } from 'node:worker_threads';
import type { Task } from './crew.ts';
import { mutantNamed } from './mutants/mutants.ts';
import { simulate } from './simulation.ts';
import { realParts } from './world/parts.ts';

// Simulated calls fail by the thousand, and nobody reads where from.
Error.stackTraceLimit = 0;

parentPort?.on('message', async ({ mutant, ...task }: Task) => {
  const parts = mutant === undefined ? realParts : mutantNamed(mutant).change(realParts);
  parentPort?.postMessage(await simulate({ ...task, parts, toFirstViolation: mutant !== undefined }));
});
