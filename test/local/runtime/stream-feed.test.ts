import { describe, expect, it } from 'vitest';
import { createStreamFeed } from '../../../infra/local/events/stream-feed.ts';
import type { StreamReader, StreamRecord } from '../../../infra/local/events/stream-reader.ts';
import { countWrite, newWriteCount } from '../../../infra/local/rights/write-count.ts';

const SHARD = 'shard';
const PAGE = 1000;
/** Longer than any test: only a counted write ends a wait. */
const NEVER = 2 ** 30;

const record = (sequence: number): StreamRecord => ({
  eventID: String(sequence),
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(sequence) },
});

const sequencesOf = (records: readonly StreamRecord[]): readonly number[] =>
  records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));

/** A stream with the given number of records, and a feed of it. */
const streamOf = (length: number, { start }: { readonly start?: string } = {}) => {
  const stream = { length, reads: 0, lateReads: 0, handled: undefined as string | undefined };
  const page = (after: string | undefined): readonly StreamRecord[] => {
    const first = Number(after ?? 0) + 1;
    const count = Math.max(0, Math.min(PAGE, stream.length - first + 1));
    return Array.from({ length: count }, (_, index) => record(first + index));
  };
  const readerCounting = (counter: 'reads' | 'lateReads'): StreamReader => ({
    shards: async () => [SHARD],
    read: async (_, after) => {
      stream[counter] += 1;
      return page(after);
    },
  });
  const writeCount = newWriteCount();
  const feed = createStreamFeed({
    reader: readerCounting('reads'),
    lateReader: readerCounting('lateReads'),
    shards: async () => [SHARD],
    startOf: () => start,
    handledOf: () => stream.handled,
    writeCount,
    unnoticedMilliseconds: NEVER,
    betweenMilliseconds: 0,
  });
  const write = (): void => {
    stream.length += 1;
    countWrite(writeCount, 'PutItem');
  };
  return { stream, feed, write, writeCount };
};

describe('the feed of a stream', () => {
  it('reads once for all consumers, wherever they stand in what it keeps', async () => {
    const { stream, feed } = streamOf(30);
    expect(await feed.refresh()).toBe(true);
    expect(await feed.read(SHARD, undefined)).toHaveLength(30);
    expect(sequencesOf(await feed.read(SHARD, '27'))).toEqual([28, 29, 30]);
    expect(await feed.read(SHARD, '30')).toEqual([]);
    expect(stream).toMatchObject({ reads: 1, lateReads: 0 });
  });

  it('reads nothing more until something is written', async () => {
    const { stream, feed, write } = streamOf(3);
    while (await feed.refresh());
    const { reads } = stream;
    const waiting = feed.next(feed.version());
    await new Promise(setImmediate);
    expect(stream.reads).toBe(reads);
    write();
    await waiting;
    expect(sequencesOf(await feed.read(SHARD, '3'))).toEqual([4]);
  });

  it('reads again after a read that found something, which may have come before the last write', async () => {
    const { stream, feed } = streamOf(3);
    await feed.refresh();
    stream.length = 4;
    await feed.next(feed.version());
    expect(sequencesOf(await feed.read(SHARD, '3'))).toEqual([4]);
  });

  it('does not wait for what it has read meanwhile', async () => {
    const { feed } = streamOf(3);
    const before = feed.version();
    while (await feed.refresh());
    await feed.next(before);
    expect(feed.version()).toBeGreaterThan(before);
  });

  it('drops what every consumer has handled, and keeps the rest', async () => {
    const { stream, feed } = streamOf(30);
    await feed.refresh();
    stream.handled = '20';
    expect(await feed.refresh()).toBe(false);
    expect(sequencesOf(await feed.read(SHARD, '20'))).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(stream.lateReads).toBe(0);
    await feed.read(SHARD, '19');
    expect(stream.lateReads).toBe(1);
    stream.handled = '30';
    stream.length = 32;
    expect(await feed.refresh()).toBe(true);
    expect(sequencesOf(await feed.read(SHARD, '30'))).toEqual([31, 32]);
    expect(stream).toMatchObject({ reads: 3, lateReads: 1 });
  });

  it('counts no read and no unknown operation as a write', async () => {
    const { stream, feed, write, writeCount } = streamOf(3);
    while (await feed.refresh());
    const { reads } = stream;
    const waiting = feed.next(feed.version());
    for (const operation of ['GetItem', 'Query', 'Scan', 'TransactGetItems', '']) {
      countWrite(writeCount, operation);
    }
    await new Promise(setImmediate);
    expect(stream.reads).toBe(reads);
    write();
    await waiting;
  });

  it('keeps a bounded number of records, and who stands further back reads for itself', async () => {
    const { stream, feed } = streamOf(5 * PAGE);
    while (await feed.refresh());
    expect(await feed.read(SHARD, '3000')).toHaveLength(2 * PAGE);
    expect(stream.lateReads).toBe(0);
    expect(sequencesOf(await feed.read(SHARD, '2999'))[0]).toBe(3000);
    expect(sequencesOf(await feed.read(SHARD, undefined))[0]).toBe(1);
    expect(stream.lateReads).toBe(2);
  });

  it('begins where the foremost consumer stands, and compares the numbers of a stream as numbers', async () => {
    const { stream, feed } = streamOf(101, { start: '99' });
    await feed.refresh();
    expect(sequencesOf(await feed.read(SHARD, '99'))).toEqual([100, 101]);
    expect(sequencesOf(await feed.read(SHARD, '100'))).toEqual([101]);
    expect(stream.lateReads).toBe(0);
    expect(sequencesOf(await feed.read(SHARD, '9'))[0]).toBe(10);
    expect(stream.lateReads).toBe(1);
  });

  it('ends its waits when it is stopped', async () => {
    const { feed } = streamOf(0);
    await feed.refresh();
    const waiting = feed.next(feed.version());
    feed.stop();
    await expect(waiting).resolves.toBeUndefined();
  });
});
