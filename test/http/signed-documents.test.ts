import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { inScope } from '../../shared/cases/case-key.ts';
import { findReference } from '../../shared/cases/case-reference.ts';
import { sha256, writtenHash } from '../../shared/cases/receipts/receipt.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { deskOf } from '../cases/room.ts';
import { claimsOf } from '../receipt/decoded.ts';
import { atDesk } from './at-desk.ts';
import { type HttpApi, http, reportBody, reported } from './http-api.ts';

const time = ({ world }: HttpApi) => world.system as SeededSystem;
const follow = async ({ ask }: HttpApi, token: string) =>
  (await ask('GET /v1/track/{token}', { path: { token } })).body;

const move = (rig: HttpApi, id: string, body: object) => atDesk(rig, id, 'officer', body);

const reply = { move: 'reply', text: '您好，我们正在查看电梯监控' };
const resolve = { move: 'resolve', outcome: 'returned', text: '手机已在保安岗找到，请来领取' };

describe('a receipt', () => {
  test('is in the response to the report, and is shown with the case to residents without a script', async () => {
    const rig = await http();
    const { token, receipt } = await reported(rig);
    expect((await follow(rig, token)).receipt).toBe(receipt.receipt);
  });

  test('promises what the answer and the case say', async () => {
    const rig = await http();
    const { token, receipt } = await reported(rig);
    const { receivedAt, respondBy } = claimsOf(receipt.receipt);
    const shown = await follow(rig, token);
    expect([receivedAt, respondBy]).toEqual([receipt.receivedAt, receipt.respondBy]);
    expect([receivedAt, respondBy]).toEqual([shown.receivedAt, shown.respondBy]);
    expect(respondBy).toBe(
      shown.promises.find(({ promise }: { promise: string }) => promise === 'respond').by,
    );
  });

  test('stays what it was, to the byte, when the report comes again after the case has moved on', async () => {
    const rig = await http();
    const body = reportBody({ token: 'A'.repeat(32), type: 'other', details: {} });
    const first = await rig.ask('POST /v1/cases', { body });
    const key = await findReference(rig.world.store, deskOf('officer'), first.body.reference);
    await move(rig, String(key?.id), { move: 'retype', type: 'lost-item', details: { item: 'phone' } });
    const again = await rig.ask('POST /v1/cases', { body });
    expect(again.status).toBe(200);
    expect(again.body.receipt).toBe(first.body.receipt);
    const shown = await follow(rig, 'A'.repeat(32));
    expect(shown.receipt).toBe(first.body.receipt);
    expect(again.body.respondBy).toBe(shown.respondBy);
    expect(claimsOf(shown.progress.at(-1)).promised.respond).toBe(shown.respondBy);
  });

  test('has the hash of the text, which its author can recompute, and nothing of the contact', async () => {
    const rig = await http();
    const occurredAt = '2026-11-23T09:30:00+08:00';
    const { receipt } = await reported(rig, { what: '  黑色手机\r\n在电梯里 ', occurredAt });
    const { written, ...rest } = claimsOf(receipt.receipt);
    const canonical =
      '{"details":{"item":"phone"},"occurredAt":"2026-11-23T01:30:00.000Z","place":"b3-1","type":"lost-item","what":"黑色手机\\n在电梯里"}';
    expect(written).toBe(sha256(canonical));
    expect(JSON.stringify(rest)).not.toMatch(/138|王|电梯/);
    const other = { place: 'b3-1', type: 'lost-item', what: '黑色手机', details: { item: 'phone' } } as const;
    expect(writtenHash(other)).not.toBe(written);
  });

  test('is made for a case that staff take in, in the name of their station', async () => {
    const { as } = await http();
    const { body } = await as('guard', 'POST /v1/office/cases', { body: reportBody({ channel: 'walk-in' }) });
    expect(claimsOf(body.receipt)).toMatchObject({ reference: body.reference, station: 'st1' });
  });
});

describe('the progress statements', () => {
  test('list each step with the promises it kept and made, each chained to the one before', async () => {
    const rig = await http();
    const { token, id, receipt } = await reported(rig);
    expect((await follow(rig, token)).progress).toEqual([]);
    time(rig).pass(20 * MINUTE);
    await move(rig, id, { move: 'acknowledge' });
    await move(rig, id, { move: 'note', text: '先看监控' });
    await move(rig, id, reply);
    await move(rig, id, resolve);
    const { progress } = await follow(rig, token);
    const statements = progress.map(claimsOf);
    const common = { station: 'st1', reference: receipt.reference, at: '2026-11-23T02:20:00.000Z' };
    expect(statements).toMatchObject([
      {
        ...common,
        seq: 1,
        what: 'acknowledged',
        by: 'officer',
        status: 'acknowledged',
        met: ['acknowledge'],
      },
      { ...common, seq: 2, what: 'replied', by: 'officer', status: 'in-progress', met: ['respond'] },
      { ...common, seq: 3, what: 'resolved', by: 'officer', status: 'resolved', met: ['resolve'] },
    ]);
    expect(statements[1].promised).toEqual({ update: '2026-11-30T02:20:00.000Z' });
    const hashes = [claimsOf(receipt.receipt).record, ...progress.slice(0, 2).map(sha256)];
    expect(statements.map(({ previous }: { previous: string }) => previous)).toEqual(hashes);
  });

  test('that were handed out stay as they were, to the byte, whatever follows', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    const handedOut: string[][] = [];
    const turns = [
      reply,
      { move: 'retype', type: 'lead', details: {} },
      { move: 'resolve', outcome: 'unfounded', text: '已经到现场核实过了，请放心' },
      { move: 'reopen' },
      { move: 'retype', type: 'lost-item', details: { item: 'phone' } },
    ];
    for (const turn of turns) {
      await move(rig, id, turn);
      time(rig).pass(HOUR);
      const { progress } = await follow(rig, token);
      for (const earlier of handedOut) expect(progress.slice(0, earlier.length)).toEqual(earlier);
      handedOut.push(progress);
    }
    expect(handedOut.at(-1)).toHaveLength(turns.length);
  });

  test('say that a promise was missed, and later that it was kept late', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    time(rig).pass(2 * HOUR + MINUTE);
    await tick(rig.world, inScope(deskOf('officer'), id as never), time(rig).now());
    await move(rig, id, reply);
    const { progress } = await follow(rig, token);
    expect(progress.map(claimsOf)).toMatchObject([
      { what: 'breached', promise: 'acknowledge', by: 'system', status: 'received' },
      { what: 'breached', promise: 'respond', by: 'system', status: 'received' },
      { what: 'replied', met: ['acknowledge', 'respond'], at: '2026-11-23T04:01:00.000Z' },
    ]);
  });

  test('never reveal to the reporter of a suspicion how it was handled', async () => {
    const rig = await http();
    const { token, id } = await reported(rig, { type: 'lead', details: {} });
    await move(rig, id, { move: 'transfer', to: '110', ref: 'R-1', text: '已经转给派出所处理' });
    await move(rig, id, { move: 'confirm-handover' });
    const { progress } = await follow(rig, token);
    const [transferred, confirmed] = progress.map(claimsOf);
    expect(transferred).toMatchObject({ what: 'handled', status: 'handled' });
    expect(transferred.met).toEqual(['acknowledge', 'respond']);
    expect(confirmed).toMatchObject({ what: 'handled', status: 'closed' });
    for (const claims of [transferred, confirmed]) {
      expect(claims).not.toHaveProperty('by');
      expect(claims).not.toHaveProperty('promised');
    }
  });
});

test('the public keys of all stations may be kept for an hour', async () => {
  const { ask } = await http();
  const { status, headers, body } = await ask('GET /.well-known/jwks.json');
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('public, max-age=3600');
  expect(body.keys.map(({ station }: { station: string }) => station)).toEqual(['st1', 'st2']);
});
