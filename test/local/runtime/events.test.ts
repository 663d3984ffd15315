import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { clientOf } from './stub-client.ts';
import { startStubs } from './stub-run.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

const dataDir = newDataDir();
const run = await startStubs({ dataDir });
const client = clientOf(run);
afterAll(() => run.close());

const deadLettersOf = (queue: string) =>
  run
    .deadLetters()
    .filter((deadLetter) => deadLetter.queue === queue)
    .map(({ body }) => JSON.parse(body));

describe('what is committed', () => {
  it('reaches the inbox by stream, bus and rule, in order', async () => {
    for (const id of ['a1', 'a2', 'a3']) await client.commit(id);
    await run.settle();
    expect((await client.arrived()).toSorted()).toEqual(['F#a1', 'F#a2', 'F#a3']);
  });

  it('arrives although an earlier record always fails, and that one ends as a pointer in a queue', async () => {
    await Promise.all([client.commit('b1'), client.commit('b2')]);
    await client.commit('bad', { poison: true });
    await client.commit('b3');
    await client.post('/local/clock', { advanceMinutes: 4 });

    const arrived = await client.arrived();
    expect(arrived.filter((id) => id.startsWith('F#b')).toSorted()).toEqual(['F#b1', 'F#b2', 'F#b3']);
    const [deadLetter, ...more] = deadLettersOf('FailedRecords');
    expect(more).toEqual([]);
    expect(deadLetter).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    expect(JSON.stringify(deadLetter)).not.toContain('bad');
  });

  it('is retried a minute later and then goes to a queue, when an asynchronous function fails', async () => {
    await client.commit('c1', { fail: true });
    await run.settle();
    expect(deadLettersOf('FailedEvents')).toEqual([]);
    await client.post('/local/clock', { advanceMinutes: 2 });
    expect(deadLettersOf('FailedEvents')).toMatchObject([
      {
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
        requestPayload: { source: 'stub', 'detail-type': 'FactCommitted', detail: { id: 'F#c1' } },
        responsePayload: { errorType: 'Error', errorMessage: 'Nobody answers.' },
      },
    ]);
  });

  it('does not settle before everything has arrived', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `d${index}`);
    await Promise.all(ids.map((id) => client.commit(id)));
    await run.settle();
    const arrived = await client.arrived();
    expect(arrived.filter((id) => id.startsWith('F#d')).toSorted()).toEqual(
      ids.map((id) => `F#${id}`).toSorted(),
    );
  });
});

describe('the table', () => {
  it('loses what has expired within an hour of the virtual clock, and nothing else', async () => {
    const now = await client.clock();
    await client.commit('expires-soon', { expiresAt: Math.floor(now / 1000) + 60 });
    await client.commit('expires-later', { expiresAt: Math.floor(now / 1000) + 86_400 });
    await client.post('/local/clock', { advanceMinutes: 65 });
    expect((await client.get('/facts/expires-soon')).body).toEqual({ found: false });
    expect((await client.get('/facts/expires-later')).body).toEqual({ found: true });
  });

  it('does not keep changes that every consumer has handled', async () => {
    await client.commit('last');
    await run.settle();
    const engine = new DatabaseSync(join(dataDir, 'table.db'), { readOnly: true });
    expect(engine.prepare('SELECT COUNT(*) AS count FROM _stream_records').get()).toEqual({ count: 1 });
    engine.close();
  });
});

describe('the data directory', () => {
  it('belongs to one run at a time', async () => {
    await expect(startStubs({ dataDir })).rejects.toThrow('is in use by another run');
  });
});
