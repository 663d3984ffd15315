import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
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

  it('finds the whole seeded station armed, while the clock takes a night’s steps', async () => {
    await untilTheNextProof();
    const body = await proof();
    expect(body).toMatchObject({ proven: true, finished: true, violationsFound: 0, violations: [] });
    expect(body.open).toBeGreaterThan(0);
    expect([body.armed, body.indexed, body.messagesArmed]).toEqual([body.open, body.open, body.messages]);
    expect(body.chainsValid).toBe(body.chains);
  });

  it('reports and repairs rows that were changed by hand, and the next day reports only those it cannot repair', async () => {
    const references: string[] = [];
    for (const n of [1, 2]) {
      references.push((await client.ask('POST /v1/cases', { body: report(n) })).body.reference);
    }
    const [unarmed = '', gone = ''] = references;
    const before = await proof();
    const bearer = await client.tokenOf('officer');
    const rowOf = async (reference: string) =>
      stateRow(
        keyOf({ station: stationId('st1'), caseId: (await client.idOf(reference, bearer)) as CaseId }),
      );
    const documents = testClient(run.endpoint);
    await documents.send(
      new UpdateCommand({
        ...{ TableName: run.tableName, Key: await rowOf(unarmed) },
        UpdateExpression: 'REMOVE due_pk, due_sk',
      }),
    );
    await documents.send(new DeleteCommand({ TableName: run.tableName, Key: await rowOf(gone) }));
    documents.destroy();

    await untilTheNextProof();
    const found = await proof();
    expect(found.at > before.at).toBe(true);
    expect(found.violations).toContainEqual(
      expect.objectContaining({ kind: 'not-armed', reference: unarmed, repaired: true }),
    );
    expect(found.violations).toContainEqual(
      expect.objectContaining({
        kind: 'orphan-reference',
        what: 'This reference number leads to no matter of its own.',
        reference: gone,
        repaired: false,
      }),
    );
    expect(found).toMatchObject({ armed: found.open - 1, repaired: 1 });

    await untilTheNextProof();
    const next = await proof();
    expect(next).toMatchObject({ armed: next.open, indexed: next.open, repaired: 0 });
    expect(next.violations.map(({ kind }: { kind: string }) => kind)).toContain('orphan-reference');
    expect(next.violations.map(({ kind }: { kind: string }) => kind)).not.toContain('not-armed');
    expect((await client.inbox(unarmed)).map(({ kind }) => kind)).toContain('breach');
  });
});
