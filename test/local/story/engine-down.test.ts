import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocalRun } from '../../../infra/local/run.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { type Client, clientOf, trackingToken } from './client.ts';
import { startStack } from './stack.ts';

const newDataDir = temporaryDirectories();
let run: LocalRun;
let client: Client;
beforeAll(async () => {
  run = await startStack({ dataDir: newDataDir() });
  client = clientOf(run.origin);
});
afterAll(() => run?.close());

it('a store that does not answer gives 503, and the same submission succeeds later with the same token', async () => {
  const engine = Number(readFileSync(join(run.dataDir, 'engine.pid'), 'utf8'));
  const token = trackingToken(1);
  const body = { place: 'b03-1', type: 'lost-person', what: '老人没回家', token };
  process.kill(engine, 'SIGSTOP');
  const refused = await client.ask('POST /v1/cases', { body }).finally(() => process.kill(engine, 'SIGCONT'));
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

  const received = await client.ask('POST /v1/cases', { body });
  expect([200, 201]).toContain(received.status);
  const bearer = await client.tokenOf('chief');
  const query = { view: 'open', limit: '100', type: 'lost-person' };
  const { body: board } = await client.ask('GET /v1/office/cases', { bearer, query });
  // One is seeded, one is ours: whatever the engine did with the first try, there is one case of it.
  expect(board.rows).toHaveLength(2);
});
