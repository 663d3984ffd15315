import { describe, expect, it } from 'vitest';
import { otherSystem } from './other-system.ts';

const secret = 'POST /v1/office/webhooks/{name}/secret';
const city = { name: 'city', url: 'http://127.0.0.1:9/hook', types: ['*'] };
const commandId = 'tap-1';
const named = (body: object = { commandId }) => ({ path: { name: 'city' }, body });

describe('a request that is repeated under its id', () => {
  it('enters one endpoint, and shows the same secret again', async () => {
    const rig = await otherSystem();
    const enter = () => rig.as('chief', 'POST /v1/office/webhooks', { body: { ...city, commandId } });
    const [first, again] = [await enter(), await enter()];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const other = { ...city, url: 'http://127.0.0.1:8/hook', commandId };
    const { status, body } = await rig.as('chief', 'POST /v1/office/webhooks', { body: other });
    expect([status, body.code]).toEqual([409, 'command-used']);
  });

  it('replaces a secret once', async () => {
    const rig = await otherSystem();
    const before = await rig.enter(city.url);
    const [first, again] = [await rig.as('chief', secret, named()), await rig.as('chief', secret, named())];
    expect(first.body.secret).not.toBe(before);
    expect(again.body).toEqual(first.body);
    const next = await rig.as('chief', secret, named({ commandId: 'tap-2' }));
    expect(next.body.secret).not.toBe(first.body.secret);
  });

  it('finds nothing where its endpoint was removed meanwhile', async () => {
    const rig = await otherSystem();
    await rig.enter(city.url);
    await rig.as('chief', secret, named());
    await rig.as('chief', 'POST /v1/office/webhooks/{name}', named({ state: 'removed' }));
    expect((await rig.as('chief', secret, named())).status).toBe(404);
  });

  it('asks for one test', async () => {
    const rig = await otherSystem();
    await rig.enter(city.url);
    const test = () => rig.as('chief', 'POST /v1/office/webhooks/{name}/test', named());
    await test();
    const [before] = await rig.stored();
    await test();
    expect(await rig.stored()).toEqual([before]);
  });
});
