import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import { station } from '../cases/room.ts';
import type { Sent } from './event.ts';
import { type HttpApi, http, reported, reportSecret } from './http-api.ts';

const route = 'POST /v1/receipts/{station}/{channel}/{secret}';
const path = { station: 'st1', channel: 'sms', secret: reportSecret };

const report = (more: object = {}) => ({
  phone_number: '13800000003',
  send_time: '2026-11-23 10:00:00',
  report_time: '2026-11-23 10:00:04',
  success: false,
  err_code: 'MOBILE_NOT_ON_SERVICE',
  err_msg: '停机',
  biz_id: 'm-1^0',
  out_id: 'none',
  ...more,
});

/** A case whose receipt was sent over the channel of that provider. */
async function sent(): Promise<{ rig: HttpApi; message: Delivery; failures: () => Promise<number> }> {
  const rig = await http();
  const { store } = rig.world;
  const { id } = await reported(rig, { notices: 'sms' });
  const key = keyOf({ station, caseId: id as CaseId });
  const message = (await store.pending(key)).find(({ message: { to } }) => to === 'resident');
  if (message === undefined) throw new Error('a resident who asked for messages gets a receipt');
  await store.settle(message, 'sent', { channel: 'sms', receipt: 'm-1^0' });
  const failures = async () =>
    (await store.history(key)).facts.filter(({ fact }) => fact.fact === 'delivery-failed').length;
  return { rig, message, failures };
}

const stateOf = async ({ world }: HttpApi, { subject }: Delivery) =>
  (await world.store.loadDelivery(subject))?.state;

describe('a call of the provider of short messages', () => {
  it('makes a message dead that it reports undelivered; the case hears of it once, and the provider what it expects', async () => {
    const { rig, message, failures } = await sent();
    const body = [report({ out_id: deliveryId(message.subject) }), report()];
    const { status, text } = await rig.ask(route, { path, body });
    expect([status, text]).toEqual([200, '{"code":0,"msg":"接收成功"}']);
    expect(await stateOf(rig, message)).toBe('dead');
    expect(await failures()).toBe(1);
    // Any order, any number of times.
    expect((await rig.ask(route, { path, body: body.toReversed() })).status).toBe(200);
    expect(await failures()).toBe(1);
    expect(rig.heard).toEqual(['recorded', 'unknown', 'unknown', 'repeated']);
  });

  it('leaves neither the number nor the secret in a log or an answer', async () => {
    const { rig, message } = await sent();
    const asked = { path, body: [report({ out_id: deliveryId(message.subject) })] };
    const store = { ...rig.world.store, recordReport: () => Promise.reject(new Error('13800000003')) };
    const broken = await http({ ...rig.world, store });
    const { status, text } = await broken.ask(route, asked);
    expect(status).toBe(500);
    expect(`${text}${JSON.stringify(broken.lines)}`).not.toMatch(new RegExp(`13800000003|${reportSecret}`));
  });

  it('is to be repeated where a report came before the answer to its message', async () => {
    const { rig, message } = await sent();
    const early = { ...message.subject, index: 0 };
    const alert = await rig.world.store.loadDelivery(early);
    if (alert === undefined) throw new Error('a report alerts staff');
    const now = rig.world.system.now();
    await rig.world.store.claim({ ...alert, subject: early }, now + 60_000);
    const minute = new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const body = [report({ out_id: deliveryId(early), report_time: minute })];
    const { status } = await rig.ask(route, { path, body });
    expect(status).toBe(503);
    expect(rig.heard).toEqual(['too-early']);
  });

  it.each<[string, NonNullable<Sent['path']>]>([
    ['another secret', { ...path, secret: reportSecret.replace(/^./, 'e') }],
    ['a secret that is too short to be one', { ...path, secret: reportSecret.slice(0, 31) }],
    ['another channel', { ...path, channel: 'chief' }],
    ['a channel whose provider does not call', { ...path, channel: 'other' }],
    ['another station', { ...path, station: 'st2' }],
    ['what is no station', { ...path, station: 'ST 1' }],
  ])('by %s looks like one to an address that there is not', async (_, wrong) => {
    const { rig, message } = await sent();
    const body = [report({ out_id: deliveryId(message.subject) })];
    const answer = await rig.ask(route, { path: wrong, body });
    expect(answer.status).toBe(404);
    const { instance, ...problem } = answer.body;
    const { instance: __, ...absent } = (await rig.ask('GET /v1/places/{place}', { path: { place: 'x' } }))
      .body;
    expect(instance).toBeDefined();
    expect(problem).toEqual(absent);
    expect(await stateOf(rig, message)).toBe('sent');
  });

  it.each<[string, unknown, number]>([
    ['no array', report(), 422],
    ['more reports than one call brings', Array(1_001).fill(1), 422],
    ['more than a function reads', [report({ err_msg: 'x'.repeat(65_536) })], 413],
  ])('with %s is refused', async (_, body, status) => {
    const { rig } = await sent();
    expect((await rig.ask(route, { path, body })).status).toBe(status);
  });

  it('without the id of a message of ours is taken and changes nothing', async () => {
    const { rig } = await sent();
    expect((await rig.ask(route, { path, body: [report({ out_id: undefined }), null, 1] })).status).toBe(200);
    expect(rig.heard).toEqual([]);
  });
});
