import { expect, test } from 'vitest';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import { offerOf } from '../../shared/engine/outbox/offer.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { standardChannels } from '../../shared/policies/channels-content.ts';
import { sending } from '../cases/duty-room.ts';
import { addStaff, room } from '../cases/room.ts';
import { http } from './http-api.ts';

const ask = 'POST /v1/office/channels/{name}/test';
const look = 'GET /v1/office/channels/{name}/test/{test}';
const st1 = stationId('st1');

async function rig() {
  const base = await room();
  await addStaff(base);
  const made = await http(base);
  const robot = memoryChannel('robot');
  const world = { ...base, ...sending(base, memoryChannels(robot)) };
  /** The function that sends does what the row says. */
  const send = async (id: string) => {
    const subject = { about: 'test', station: st1, channel: 'robot', at: Number(id) } as const;
    const found = await base.store.loadDelivery(subject);
    if (found === undefined) throw new Error('no test was asked for');
    await notify(world, offerOf(found), base.system.now());
  };
  return { ...made, robot, send };
}

test('a chief tries a channel and reads what became of it', async () => {
  const { as, robot, send } = await rig();
  const asked = await as('chief', ask, { path: { name: 'robot' } });
  expect([asked.status, asked.body]).toMatchObject([202, { channel: 'robot', result: 'waiting' }]);
  const path = { name: 'robot', test: asked.body.id };
  expect((await as('chief', look, { path })).body).toEqual(asked.body);
  await send(asked.body.id);
  expect((await as('chief', look, { path })).body).toEqual({ ...asked.body, result: 'sent' });
  expect(robot.notices).toHaveLength(1);
  const again = await as('chief', ask, { path: { name: 'robot' } });
  expect(again.body.id).toBe(asked.body.id);
});

test('says by a code why a channel did not take it', async () => {
  const { as, robot, send } = await rig();
  robot.answer({ result: 'broken', code: 'wecom-93000' });
  const { body } = await as('chief', ask, { path: { name: 'robot' } });
  await send(body.id);
  expect((await as('chief', look, { path: { name: 'robot', test: body.id } })).body).toMatchObject({
    ...{ result: 'failed', reason: 'wecom-93000' },
  });
});

test('knows no test that nobody asked for, and no channel that was not published', async () => {
  const { as } = await rig();
  const never = { name: 'robot', test: '1791532800000' };
  expect((await as('chief', look, { path: never })).status).toBe(404);
  expect((await as('chief', ask, { path: { name: 'Robot!' } })).status).toBe(404);
  const published = { content: standardChannels('sink'), name: '通道', reason: '试' };
  expect((await as('chief', 'POST /v1/office/channels', { body: published })).status).toBe(200);
  expect((await as('chief', ask, { path: { name: 'robot' } })).status).toBe(404);
  expect((await as('chief', ask, { path: { name: 'sink' } })).status).toBe(202);
});

test("is no other role's: to them it is not there", async () => {
  const { as } = await rig();
  for (const role of ['guard', 'officer', 'auditor'] as const)
    expect((await as(role, ask, { path: { name: 'robot' } })).status).toBe(404);
});
