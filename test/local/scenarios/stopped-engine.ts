import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalRun } from '../../../infra/local/run.ts';
import type { Heard } from './client.ts';

/**
 * What somebody hears who asks while the store does not answer. A busy machine stops it a moment after it was told, so
 * what was asked too soon is asked again.
 */
export async function refusedBy({ dataDir }: LocalRun, ask: () => Promise<Heard>): Promise<Heard> {
  const engine = Number(readFileSync(join(dataDir, 'engine.pid'), 'utf8'));
  process.kill(engine, 'SIGSTOP');
  try {
    let heard = await ask();
    while (heard.status < 300) heard = await ask();
    return heard;
  } finally {
    process.kill(engine, 'SIGCONT');
  }
}
