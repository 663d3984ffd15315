import { startStubs } from './stub-run.ts';

// Starts a local run in a process that a test can kill, prints its origin and waits.

const [dataDir = ''] = process.argv.slice(2);
const { origin } = await startStubs({ dataDir });
process.stdout.write(`${origin}\n`);
