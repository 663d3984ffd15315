import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { fileCheckpoints } from '../../shared/adapters/notary/file-checkpoints.ts';
import { fileNotaryLog } from '../../shared/adapters/notary/file-log.ts';
import { s3Checkpoints } from '../../shared/adapters/notary/s3-checkpoints.ts';
import { s3NotaryLog } from '../../shared/adapters/notary/s3-log.ts';
import { s3Client } from '../../shared/adapters/s3/client.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { causeName } from '../../shared/engine/error-name.ts';
import { Unavailable, Unreadable } from '../../shared/engine/storage/store-errors.ts';
import { localAccount } from '../dynamo-engine.ts';
import { lockedBucket } from './locked-bucket.ts';
import { checkpointContract, notaryLogContract, readAll } from './notary-log-contract.ts';

/** The time in the names of the contract's entries. */
const WRITTEN = 1_795_000_000_000;
const entry = (number: number, at = WRITTEN) => ({
  name: `${String(at).padStart(15, '0')}-w-${String(number).padStart(9, '0')}`,
  text: `{"number":${number}}`,
});

const emulator = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
const emulated = s3Client({ endpoint: `http://127.0.0.1:${emulator.port}`, ...localAccount }, TIMEOUT_FACTOR);
const bucket = await lockedBucket();
const strict = s3Client({ endpoint: bucket.endpoint, ...localAccount, forcePathStyle: true }, TIMEOUT_FACTOR);
afterAll(async () => {
  emulated.destroy();
  strict.destroy();
  bucket.close();
  await emulator.stop();
});

const newFile = (): string => {
  const path = join(mkdtempSync(join(inject('scratch'), 'notary-')), 'log');
  writeFileSync(path, '', { mode: 0o600 });
  return path;
};

notaryLogContract('in a file', async () => {
  const path = newFile();
  return {
    log: fileNotaryLog(path),
    reopened: async () => fileNotaryLog(path),
    cursorBehindEnd: '5000',
  };
});
checkpointContract('in files', async () => fileCheckpoints(join(newFile(), '..', 'checkpoint')));

const newBucket = async (): Promise<string> => {
  const Bucket = `log-${randomUUID()}`;
  await emulated.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
};
checkpointContract('on S3', async () => s3Checkpoints(emulated, await newBucket()));

notaryLogContract('on S3, read a day later', async () => {
  const Bucket = await newBucket();
  const log = () => s3NotaryLog(emulated, Bucket, () => WRITTEN + DAY);
  return { log: log(), reopened: async () => log() };
});

notaryLogContract('on S3 with object lock, read in the minutes in which it is written', async () => {
  bucket.objects.clear();
  const log = () => s3NotaryLog(strict, 'log', () => WRITTEN + MINUTE);
  return { log: log(), reopened: async () => log() };
});

describe('the log in a file', () => {
  it('keeps its owner’s permissions, and is not made anew when it is gone', async () => {
    const path = newFile();
    const log = fileNotaryLog(path);
    await log.append(entry(1));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    rmSync(path);
    await expect(log.append(entry(2))).rejects.toThrow(Unavailable);
    await expect(log.read(undefined)).rejects.toThrow(Unavailable);
  });

  it.each([
    ['its beginning', '0017'],
    ['all but its end', '001795000000000-w-000000002 {"number":2}'],
    ['much of it', `001795000000000-w-000000002 ${'x'.repeat(600_000)}`],
  ])('takes a line of which only %s was written for none, and goes on in its place', async (_, torn) => {
    const path = newFile();
    await fileNotaryLog(path).append(entry(1));
    const whole = readFileSync(path, 'utf8');
    appendFileSync(path, torn);
    const log = fileNotaryLog(path);
    const found = await readAll(log);
    expect(found.entries).toEqual([entry(1)]);
    await log.append(entry(3));
    expect((await readAll(log, found.cursor)).entries).toEqual([entry(3)]);
    expect(readFileSync(path, 'utf8')).toBe(`${whole}${entry(3).name} ${entry(3).text}\n`);
  });

  it('whose first line was torn begins anew', async () => {
    const path = newFile();
    writeFileSync(path, 'x'.repeat(700_000));
    const log = fileNotaryLog(path);
    expect((await readAll(log)).entries).toEqual([]);
    await log.append(entry(1));
    expect((await readAll(log)).entries).toEqual([entry(1)]);
  });

  it('reads an entry that is longer than a page', async () => {
    const log = fileNotaryLog(newFile());
    const long = { ...entry(2), text: `"${'声'.repeat(400_000)}"` };
    for (const one of [entry(1), long, entry(3)]) await log.append(one);
    expect((await readAll(log)).entries).toEqual([entry(1), long, entry(3)]);
  });

  it('gives a line that is none of ours to the reader, to be named', async () => {
    const path = newFile();
    await fileNotaryLog(path).append(entry(1));
    appendFileSync(path, 'what?\n');
    expect((await readAll(fileNotaryLog(path))).entries).toEqual([
      entry(1),
      { name: 'damaged', text: 'what?' },
    ]);
  });

  it('that was cut, or replaced by another one, does not go on from a place of the old one', async () => {
    const path = newFile();
    const log = fileNotaryLog(path);
    for (const number of [1, 2]) await log.append(entry(number));
    const { cursor } = await readAll(log);
    truncateSync(path, readFileSync(path, 'utf8').indexOf('\n') + 1);
    await expect(log.read(cursor)).rejects.toThrow(Unreadable);
    await log.append({ ...entry(2), text: '"something else, and longer than before"' });
    await expect(log.read(cursor)).rejects.toThrow(Unreadable);
  });

  it('takes what is added at the same time one after the other', async () => {
    const log = fileNotaryLog(newFile());
    const all = Array.from({ length: 50 }, (_, number) => entry(number));
    await Promise.all(all.map((one) => log.append(one)));
    expect((await readAll(log)).entries).toEqual(all);
  });
});

describe('the log on S3', () => {
  const log = (readAt = WRITTEN + MINUTE) => s3NotaryLog(strict, 'log', () => readAt);
  beforeEach(() => {
    bucket.objects.clear();
    bucket.requests.length = 0;
  });

  it('adds an entry once when an answer was lost', async () => {
    bucket.faults.push('answer-lost');
    await log().append(entry(1));
    expect(bucket.requests).toEqual([`PUT ${entry(1).name}`, `PUT ${entry(1).name}`]);
    expect((await readAll(log())).entries).toEqual([entry(1)]);
  });

  it('says that an entry may not have been added when S3 refuses it', async () => {
    bucket.faults.push('conflict');
    await expect(log().append(entry(1))).rejects.toThrow(Unavailable);
    bucket.faults.push('slow-down', 'slow-down', 'slow-down');
    await expect(log().append(entry(1))).rejects.toThrow(/SlowDown/);
    expect(bucket.objects.size).toBe(0);
  });

  it('does not skip an entry that appears after others that were named later', async () => {
    await log().append(entry(2, WRITTEN + 5000));
    const before = await readAll(log());
    await log().append(entry(1, WRITTEN));
    expect((await readAll(log(), before.cursor)).entries).toContainEqual(entry(1, WRITTEN));
  });

  it('reads again only the last minutes', async () => {
    const days = Array.from({ length: 300 }, (_, n) => entry(n, WRITTEN - 60 * MINUTE + n));
    const recent = entry(301, WRITTEN);
    for (const one of [...days, recent]) bucket.objects.set(one.name, Buffer.from(one.text));
    const { cursor, entries } = await readAll(log());
    expect(entries).toHaveLength(301);
    expect((await readAll(log(), cursor)).entries).toEqual([recent]);
  });

  it('reads more entries of the last minutes than a page or a list has', async () => {
    for (let n = 0; n < 1300; n += 1) bucket.objects.set(entry(n).name, Buffer.from(entry(n).text));
    expect((await readAll(log())).entries).toHaveLength(1300);
  });
});

describe('an error of the log or of its checkpoints', () => {
  const denied = Object.assign(new Error('金丝雀'), { name: 'AccessDenied' });
  const refusing = { send: () => Promise.reject(denied) } as never;
  const gone = join(newFile(), '..', 'gone', 'log');
  const underFile = join(newFile(), 'checkpoint');

  it.each([
    ['adding on S3', () => s3NotaryLog(refusing, 'log', () => WRITTEN).append(entry(1)), 'AccessDenied'],
    ['reading on S3', () => s3NotaryLog(refusing, 'log', () => WRITTEN).read(undefined), 'AccessDenied'],
    ['a checkpoint on S3', () => s3Checkpoints(refusing, 'log').writePart('head', ''), 'AccessDenied'],
    ['adding to a file', () => fileNotaryLog(gone).append(entry(1)), 'ENOENT'],
    ['reading a file', () => fileNotaryLog(gone).read(undefined), 'ENOENT'],
    ['a checkpoint in a file', () => fileCheckpoints(underFile).writePart('head', ''), 'ENOTDIR'],
  ])('keeps its cause, which can be named without its words: %s', async (_, use, cause) => {
    const error = await use().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Unavailable);
    expect(causeName(error)).toBe(cause);
    expect(String(error)).not.toContain('金丝雀');
  });
});
