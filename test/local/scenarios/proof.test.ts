import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { nameOfKey } from '../../../shared/engine/aggregate-key.ts';
import { DAY, fromIso, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { stateRow } from '../../../shared/engine/storage/keys.ts';
import { testClient } from '../../dynamo-engine.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack();

/** The prover runs at midnight UTC, 08:00 at the station, together with the sweep of that minute. */
async function untilTheNextProof(): Promise<void> {
  const response = await fetch(`${run.origin}/local/clock`);
  const now = fromIso(((await response.json()) as { now: string }).now) ?? 0;
  // What happened before is stated before the day is over.
  await run.settle();
  await client.jump(Math.ceil(((Math.floor(now / DAY) + 1) * DAY - now) / MINUTE));
}

async function proof() {
  const bearer = await client.tokenOf('chief');
  const headers = { 'accept-language': 'en' };
  const { status, body } = await client.ask('GET /v1/office/proof', { bearer, headers });
  expect(status).toBe(200);
  return body;
}

const report = (n: number) => ({
  place: 'b03-1',
  type: 'lost-item',
  what: `第 ${n} 件，黑色手机`,
  details: { item: 'phone' },
  token: trackingToken(n),
});

describe('the daily proof, by HTTP alone but for the hand that spoils', () => {
  it('is not made yet on the first day', async () => {
    expect(await proof()).toEqual({ proven: false });
  });

  it('is made at once when the chief asks for it, and says so', async () => {
    // The notary has stated what the seed wrote, which is hours old.
    await run.settle();
    const bearer = await client.tokenOf('chief');
    const { status, body } = await client.ask('POST /v1/office/proof', { bearer });
    expect(status).toBe(202);
    await run.settle();
    const asked = await proof();
    expect(asked).toMatchObject({ proven: true, finished: true, why: 'asked', violations: [] });
    expect(asked).toMatchObject({ covers: 'everything', everythingAt: asked.startedAt });
    expect(asked.at >= body.askedAt).toBe(true);
    // Asked again, it is the same request.
    expect((await client.ask('POST /v1/office/proof', { bearer })).body).toEqual(body);
  });

  it('finds the whole seeded station armed, while the clock takes a night’s steps', async () => {
    await untilTheNextProof();
    const body = await proof();
    expect(body).toMatchObject({ proven: true, finished: true, why: 'daily', covers: 'open-and-changed' });
    expect(body).toMatchObject({ violationsFound: 0, violations: [] });
    expect(body.open).toBeGreaterThan(0);
    expect([body.armed, body.indexed, body.messagesArmed]).toEqual([body.open, body.open, body.messages]);
    expect(body.chainsValid).toBe(body.chains);
  });

  it('reports and repairs rows that were changed by hand, and names what it cannot repair every day', async () => {
    const references: string[] = [];
    for (const n of [1, 2]) {
      references.push((await client.ask('POST /v1/cases', { body: report(n) })).body.reference);
    }
    const [unarmed = '', gone = ''] = references;
    const before = await proof();
    const bearer = await client.tokenOf('officer');
    const keyOfReference = async (reference: string) =>
      keyOf({ station: stationId('st1'), caseId: (await client.idOf(reference, bearer)) as CaseId });
    const goneKey = await keyOfReference(gone);
    const documents = testClient(run.endpoint);
    await documents.send(
      new UpdateCommand({
        ...{ TableName: run.tableName, Key: stateRow(await keyOfReference(unarmed)) },
        UpdateExpression: 'REMOVE due_pk, due_sk',
      }),
    );
    await documents.send(new DeleteCommand({ TableName: run.tableName, Key: stateRow(goneKey) }));
    documents.destroy();

    await untilTheNextProof();
    const found = await proof();
    expect(found.at > before.at).toBe(true);
    expect(found.violations).toContainEqual(
      expect.objectContaining({ kind: 'not-armed', reference: unarmed, repaired: true }),
    );
    expect(found.violations).toContainEqual(
      expect.objectContaining({ kind: 'missing', row: nameOfKey(goneKey), repaired: false }),
    );
    expect(found).toMatchObject({ armed: found.open - 1, repaired: 1 });

    // What leads to a case is looked at in a proof of everything.
    await client.ask('POST /v1/office/proof', { bearer: await client.tokenOf('chief') });
    await run.settle();
    const asked = await proof();
    expect(asked).toMatchObject({ covers: 'everything', armed: asked.open, repaired: 0 });
    expect(asked.violations).toContainEqual(
      expect.objectContaining({
        kind: 'orphan-reference',
        what: 'This reference number leads to no matter of its own.',
        reference: gone,
        repaired: false,
      }),
    );

    await untilTheNextProof();
    const next = await proof();
    expect(next).toMatchObject({
      covers: 'open-and-changed',
      armed: next.open,
      indexed: next.open,
      repaired: 0,
    });
    expect(next.violations.map(({ kind }: { kind: string }) => kind)).toContain('orphan-reference');
    expect(next.violations.map(({ kind }: { kind: string }) => kind)).not.toContain('not-armed');
    expect((await client.inbox(unarmed)).map(({ kind }) => kind)).toContain('breach');
  });
});
