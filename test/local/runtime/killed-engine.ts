import { startEngine } from '../../../infra/local/engine/engine.ts';

// An engine whose owner a test can kill. Says that it is up and waits for its end.

const [dataDir = ''] = process.argv.slice(2);
await startEngine(dataDir, () => undefined);
process.stdout.write('up\n');
