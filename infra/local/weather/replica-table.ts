import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Closing } from '../closing.ts';
import { clearTable } from '../data-dir.ts';
import { createAwsJson } from '../engine/aws-json.ts';
import { startEngine } from '../engine/engine.ts';
import type { TablePlan } from '../template/plan.ts';
import type { ReplicaTable } from './table-weather.ts';
import type { WeatherSettings } from './weather.ts';

/** Starts an empty table of the same keys and indexes, without a stream, if some reads are to be behind. */
export async function startReplicaTable(
  dataDir: string,
  { createTable, keyNames: keyAttributes }: TablePlan,
  { names }: WeatherSettings,
  closing: Closing,
  fail: (error: Error) => void,
): Promise<ReplicaTable | undefined> {
  if (!names.includes('lag') && !names.includes('stale')) return undefined;
  const replicaDir = join(dataDir, 'replica');
  const engine = await startEngine(
    replicaDir,
    () => fail(new Error(`The replica of the table has ended; see ${replicaDir}/logs/engine.log.`)),
    () => clearTable(replicaDir),
  );
  closing.add(async () => {
    await engine.close();
    // A copy of what residents wrote, which nobody needs any more.
    rmSync(replicaDir, { recursive: true, force: true });
  });
  const { StreamSpecification, ...table } = createTable;
  await createAwsJson(engine.endpoint)('DynamoDB_20120810.CreateTable', table);
  return { endpoint: engine.endpoint, keyAttributes };
}
