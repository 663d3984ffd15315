import { describe, expect, it } from 'vitest';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack();

/** A case of P0, since a message about any other waits for the morning where the test runs by night. */
const lost = (token: string, more: object = {}) => ({
  place: 'b11-1',
  type: 'lost-person',
  what: '老人没回家',
  details: { who: 'elder' },
  contact: { phone: '138 0000 0007' },
  token,
  ...more,
});

/** What became of the messages to the resident, by their kinds. */
async function toldOf(token: string, more?: object): Promise<readonly unknown[]> {
  const { body } = await client.ask('POST /v1/cases', { body: lost(token, more) });
  const bearer = await client.tokenOf('officer');
  const id = await client.idOf(body.reference, bearer);
  await client.ask('POST /v1/office/cases/{id}/moves', {
    path: { id },
    bearer,
    body: { expectedVersion: 1, move: 'reply', text: '我们正在找，请保持电话畅通。' },
  });
  await run.settle();
  await client.advance(2);
  await run.settle();
  const found = await client.ask('GET /v1/office/cases/{id}', { path: { id }, bearer });
  expect(found.text).not.toContain(token);
  const deliveries = found.body.deliveries as readonly Record<string, unknown>[];
  return deliveries
    .filter(({ to }) => to === 'resident')
    .map(({ kind, state, reason }) => [kind, state, reason]);
}

describe('the function that sends to residents, with its own credentials and the key of contacts', () => {
  it('tells who asked for it', async () => {
    const told = await toldOf(trackingToken(901), { notices: 'sms' });
    expect(told).toEqual([
      ['receipt', 'sent', undefined],
      ['reply', 'sent', undefined],
    ]);
  });

  it('tells who chose nothing what happens, and who chose none nothing', async () => {
    expect(await toldOf(trackingToken(902))).toEqual([
      ['receipt', 'suppressed', 'not-asked-for'],
      ['reply', 'sent', undefined],
    ]);
    expect(await toldOf(trackingToken(903), { notices: 'none' })).toEqual([]);
  });

  it('shows the link to no channel that reaches more than one person', async () => {
    const { body } = await client.ask('POST /v1/cases', {
      body: lost(trackingToken(904), { notices: 'sms' }),
    });
    await run.settle();
    const outbox = await fetch(`${run.origin}/local/outbox?case=${body.reference}`);
    const shown = await outbox.text();
    expect(shown).toContain(body.reference.slice(0, 3));
    expect(shown).not.toContain(trackingToken(904));
    expect(shown).not.toMatch(/0000 ?0007/);
  });
});
