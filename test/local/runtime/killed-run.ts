import { startStubs } from './stub-run.ts';

// A run in a process of its own, so that a test can kill it. Says where it is and waits for its end.

const [dataDir = ''] = process.argv.slice(2);
const { origin } = await startStubs({ dataDir });
process.stdout.write(`${origin}\n`);
