import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../infra/local/engine/engine.ts';
import { openStreamUpkeep } from '../../infra/local/engine/stream-upkeep.ts';

/** An empty engine of the bench's own, with the index that the local run gives its engine. */
export interface OwnEngine {
  readonly endpoint: string;
  readonly databaseFile: string;
  readonly pid: number;
  close(): Promise<void>;
}

export async function ownEngine(): Promise<OwnEngine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'huiying-bench-engine-'));
  const { endpoint, databaseFile, close } = await startEngine(dataDir, () => undefined);
  const upkeep = openStreamUpkeep(databaseFile);
  return {
    endpoint,
    databaseFile: databaseFile ?? '',
    pid: Number(readFileSync(join(dataDir, 'engine.pid'), 'utf8')),
    close: async () => {
      upkeep.close();
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
