import { expect, test } from 'vitest';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { room } from '../cases/room.ts';
import { http, reported } from './http-api.ts';

const list = 'GET /v1/office/messages';
const one = 'POST /v1/office/messages/{id}/send-again';
const kind = 'POST /v1/office/messages/send-again';

/** A station of whose one case every message was given up. */
async function rig() {
  const tables = emptyTables();
  const made = await http(await room(1, memoryStore(tables)));
  const { id } = await reported(made, { type: 'lead', details: {}, what: 'CANARY-WHAT' });
  for (const delivery of [...tables.deliveries.values()])
    await made.world.store.settle(delivery, 'dead', { reason: 'channel-refused' });
  return { ...made, id };
}

test('shows by codes which messages reached nobody, and why', async () => {
  const { as, id } = await rig();
  const { body, text } = await as('officer', list);
  expect(body.messages[0]).toMatchObject({
    caseId: id,
    state: 'dead',
    reason: 'channel-refused',
    attempts: 0,
  });
  expect(body.messages[0].id).toContain(id);
  expect(body.more).toBe(false);
  expect(text).not.toContain('CANARY');
});

test('can be narrowed to those that were given up, or that are still tried', async () => {
  const { as } = await rig();
  const [dead, pending] = await Promise.all(
    ['dead', 'pending'].map((state) => as('officer', list, { query: { state } })),
  );
  expect(dead?.body.messages.length).toBeGreaterThan(0);
  expect(pending?.body.messages).toEqual([]);
});

test('sends one again, once', async () => {
  const { as } = await rig();
  const { messages } = (await as('chief', list)).body;
  const path = { id: messages[0].id };
  expect((await as('chief', one, { path })).body).toEqual({ again: 1, more: false });
  expect((await as('chief', one, { path })).status).toBe(404);
  expect((await as('officer', list)).body.messages).toHaveLength(messages.length - 1);
});

test('sends all of a kind again', async () => {
  const { as } = await rig();
  const { messages } = (await as('chief', list)).body;
  const { body } = await as('chief', kind, { body: { kind: messages[0].kind } });
  expect(body.again).toBeGreaterThan(0);
  expect((await as('officer', list)).body.messages).toHaveLength(messages.length - body.again);
});

test('sends nothing of another station', async () => {
  const { as } = await rig();
  const [first] = (await as('chief', list)).body.messages;
  expect((await as('elsewhere', list)).body.messages).toEqual([]);
  expect((await as('elsewhere', one, { path: { id: first.id } })).status).toBe(404);
});

test.each([
  [{}, 'missing'],
  [{ kind: 'A b' }, 'wrong-format'],
])('refuses %j as %s', async (body, code) => {
  const { as } = await rig();
  const answer = await as('chief', kind, { body });
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'kind', code })]);
});
