import { startEngine } from '../../../infra/local/engine/engine.ts';

// Starts an engine in a process that a test can kill, prints a line when it is up and waits.

const [dataDir = ''] = process.argv.slice(2);
await startEngine(dataDir, () => undefined);
process.stdout.write('up\n');
