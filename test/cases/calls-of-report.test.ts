import { afterAll, expect, it } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { receiveReport } from '../../shared/cases/receipts/signed-documents.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { testClient, testEngine } from '../dynamo-engine.ts';
import { at } from '../engine/wall-clock.ts';
import { reportOf, room } from './room.ts';
import { worked } from './solve-proof-of-work.ts';

const engine = await testEngine();
const documents = testClient(engine.endpoint);
afterAll(() => documents.destroy());

/** What was asked of the engine, in order: the command, and the rows that it names or how many it writes. */
let asked: string[] = [];
documents.middlewareStack.add(
  (next, { commandName = '' }) =>
    (request) => {
      const { Key, TransactItems } = request.input as {
        readonly Key?: { readonly pk: string };
        readonly TransactItems?: readonly unknown[];
      };
      const rows = Key?.pk.split('#')[0] ?? `${TransactItems?.length} rows`;
      asked.push(`${commandName.replace('Command', '')} ${rows}`);
      return next(request);
    },
  { step: 'initialize' },
);

const now = at('2026-11-23 10:00');
const store = dynamoStore({ documents, name: await engine.newTable(), aggregates, shardsPerLane: 4 });
const fixed = await room(1, store);
const world = { ...fixed, policies: publishedPolicies(store, () => now) };

async function asking(token: string) {
  const proofOfWork = await worked(await world.proofOfWork.challenge('b3-1', now));
  const sender = { address: '192.0.2.1', formPlace: 'b3-1', proofOfWork };
  asked = [];
  const received = await receiveReport(world, reportOf({ token, sender }), 'https://example.org', now);
  if (received.refusal) throw new Error(received.refusal.code);
  return { created: received.created, trust: received.found.trustReason, asked: asked.toSorted() };
}

it('a report asks the engine six times: its place, its link, three counters, one commit', async () => {
  await asking('A'.repeat(32));
  const again = await asking('B'.repeat(32));
  expect(again.created).toBe(true);
  expect(again.trust).toBeUndefined();
  expect(again.asked).toEqual([
    'GetItem L',
    'GetItem T',
    'TransactWriteItems 11 rows',
    'UpdateItem B',
    'UpdateItem B',
    'UpdateItem B',
  ]);
});

it('a report that is sent again is read and not counted again', async () => {
  const again = await asking('B'.repeat(32));
  expect(again.created).toBe(false);
  expect(again.asked).toEqual(['GetItem L', 'GetItem S', 'GetItem S', 'GetItem T']);
});
