import { dirname, join } from 'node:path';
import type { Table } from '../shared/adapters/dynamo/rows.ts';
import { fileCheckpoints } from '../shared/adapters/notary/file-checkpoints.ts';
import { fileNotaryLog } from '../shared/adapters/notary/file-log.ts';
import { notaryMac } from '../shared/adapters/notary/notary-mac.ts';
import { once } from '../shared/adapters/once.ts';
import { readConfig } from '../shared/config.ts';
import type { CheckpointStore, NotaryLog } from '../shared/engine/notary/notary-log.ts';
import type { Mac } from '../shared/engine/secrets/mac.ts';
import type { System } from '../shared/engine/system.ts';
import { secretKeyOf } from './wire-keys.ts';

/** The code under the notary's key, which only the notary and the prover have. */
export const wireNotaryMac = (table: Table): Mac => notaryMac(secretKeyOf('notary', table));

/** The notary's log: a bucket with object lock on AWS, a file on one machine. */
export function wireNotaryLog({ now }: Pick<System, 'now'>): NotaryLog {
  const { notaryLogFile, notaryBucketName, timeoutFactor } = readConfig([
    'notaryLogFile',
    'notaryBucketName',
    'timeoutFactor',
  ]);
  if (notaryLogFile !== undefined) return fileNotaryLog(notaryLogFile);
  if (notaryBucketName === undefined) throw absent('NOTARY_LOG_FILE or NOTARY_BUCKET_NAME');
  // Loaded on first use: most records of the stream add nothing to the log.
  const log = once(async () => {
    const { s3NotaryLog } = await import('../shared/adapters/notary/s3-log.ts');
    return s3NotaryLog(await s3(timeoutFactor), notaryBucketName, now);
  });
  return {
    append: async (entry) => (await log()).append(entry),
    read: async (cursor) => (await log()).read(cursor),
  };
}

/** Where the prover keeps how far it has read the log: a bucket of its own on AWS, a directory beside the log on one machine. */
export function wireCheckpoints(): CheckpointStore {
  const { notaryLogFile, checkpointBucketName, timeoutFactor } = readConfig([
    'notaryLogFile',
    'checkpointBucketName',
    'timeoutFactor',
  ]);
  if (notaryLogFile !== undefined) return fileCheckpoints(join(dirname(notaryLogFile), 'checkpoint'));
  if (checkpointBucketName === undefined) throw absent('NOTARY_LOG_FILE or CHECKPOINT_BUCKET_NAME');
  const checkpoints = once(async () => {
    const { s3Checkpoints } = await import('../shared/adapters/notary/s3-checkpoints.ts');
    return s3Checkpoints(await s3(timeoutFactor), checkpointBucketName);
  });
  return {
    readPart: async (name) => (await checkpoints()).readPart(name),
    writePart: async (name, text) => (await checkpoints()).writePart(name, text),
  };
}

async function s3(timeoutFactor: number) {
  const { s3Client } = await import('../shared/adapters/s3/client.ts');
  return s3Client({}, timeoutFactor);
}

const absent = (variables: string): Error => new Error(`settings absent or wrong: ${variables}`);
