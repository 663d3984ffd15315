import { afterEach, describe, expect, it } from 'vitest';
import { judgeAddress } from '../../shared/adapters/channels/outside/judge-address.ts';
import type { Resolve } from '../../shared/adapters/channels/outside/outside-address.ts';
import { postEvent } from '../../shared/adapters/channels/outside/post-event.ts';
import { postPinned } from '../../shared/adapters/channels/outside/post-outside.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { type Receiver, receiver } from '../adapters/receiver.ts';
import { at } from '../engine/wall-clock.ts';
import { http, reported } from '../http/http-api.ts';
import { someEndpoints } from '../http/some-endpoints.ts';
import { HANG_MS } from '../timeouts.ts';
import { otherSystem } from './other-system.ts';

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function receiving(answer: Parameters<typeof receiver>[0]): Promise<Receiver> {
  const started = await receiver(answer);
  open.push(started);
  return started;
}

const morning = at('2026-11-23 10:00');
const enter = 'POST /v1/office/webhooks';
const bodyOf = (url: string) => ({ name: 'city', url, types: ['*'] });

const inside = '它指向内部、本机或者保留的网络，不能向那里推送。请填写对方系统的公网地址。';
const notHttps = '请填写以 https:// 开头的地址，里面不要带用户名和密码。';
const unknown = '现在公网上没有这个名称的主机。请检查有没有写错。';

describe('an address that a chief enters', () => {
  it.each([
    ['https://127.0.0.1/', 'address-inside', inside],
    ['https://169.254.169.254/latest/meta-data/', 'address-inside', inside],
    ['https://[::ffff:10.0.0.1]/', 'address-inside', inside],
    ['https://[::1]/', 'address-inside', inside],
    ['https://2130706433/', 'address-inside', inside],
    ['https://0x7f000001/', 'address-inside', inside],
    ['https://0xa9.0xfe.0xa9.0xfe/', 'address-inside', inside],
    ['https://0177.0.0.1/', 'address-inside', inside],
    ['https://192.168.1.1/', 'address-inside', inside],
    ['https://localhost/', 'address-inside', inside],
    ['https://a-name-of-this-machine/', 'address-inside', inside],
    ['https://both.example/', 'address-inside', inside],
    ['http://city.example/', 'address-not-https', notHttps],
    ['http://127.0.0.1:8787/', 'address-not-https', notHttps],
    ['ftp://city.example/', 'address-not-https', notHttps],
    ['https://user:word@city.example/', 'address-not-https', notHttps],
    ['https://nowhere.example/', 'address-unknown', unknown],
    ['no address', 'address-unknown', unknown],
  ])('is refused with a sentence: %s', async (url, code, detail) => {
    const rig = await http();
    const { status, body } = await rig.as('chief', enter, { body: bodyOf(url) });
    expect([status, body.code, body.detail]).toEqual([422, code, detail]);
    expect((await rig.as('chief', 'GET /v1/office/webhooks')).body.endpoints).toEqual([]);
    const english = await rig.as('chief', enter, {
      body: bodyOf(url),
      headers: { 'accept-language': 'en' },
    });
    expect(english.body.detail).toMatch(/^[A-Z][\w\s,:/.-]+\.$/);
  });

  it('is taken where it is on the internet', async () => {
    const rig = await http();
    const entered = await rig.as('chief', enter, { body: bodyOf('https://city.example:8443/x?y=1') });
    expect(entered.status).toBe(201);
    expect(entered.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  it('is not waited for when its name takes too long', async () => {
    const judge = judgeAddress('outside', 0.001, () => new Promise(() => {}));
    expect(await judge('https://city.example/')).toBe('address-unknown');
  });

  it.each([
    ['a name that is taken', 'webhook-exists'],
    ['an eleventh one', 'webhooks-enough'],
  ])('is refused under %s', async (_, code) => {
    const rig = await http();
    const names = ['city', ...Array.from({ length: 9 }, (__, index) => `other-${index}`)];
    for (const name of names) {
      const body = { ...bodyOf('https://city.example/'), name };
      expect((await rig.as('chief', enter, { body })).status).toBe(201);
    }
    const name = code === 'webhook-exists' ? 'city' : 'eleventh';
    const { status, body } = await rig.as('chief', enter, {
      body: { ...bodyOf('https://city.example/'), name },
    });
    expect([status, body.code]).toEqual([409, code]);
  });

  it('is refused where the deployment sends no events, which the list says', async () => {
    const rig = await http({}, undefined, undefined, 'none');
    const { status, body } = await rig.as('chief', enter, { body: bodyOf('https://city.example/') });
    expect([status, body.code]).toEqual([409, 'webhooks-off']);
    expect((await rig.as('chief', 'GET /v1/office/webhooks')).body).toEqual({
      sending: false,
      endpoints: [],
    });
  });
});

/** A station whose endpoint was judged by the rule that is deployed, and then has these addresses, one after the other. */
async function rebound(addresses: readonly string[]) {
  const left = [...addresses];
  const resolve: Resolve = async () => [{ address: left.shift() ?? '', family: 4 }];
  const connected: string[] = [];
  const rig = await otherSystem({
    judge: someEndpoints.judge,
    post: postEvent('outside', HANG_MS, {
      resolve,
      async send(_request, _timeoutMs, [first]) {
        connected.push(first?.address ?? '');
        return { status: 500, body: '' };
      },
    }),
  });
  await rig.enter('https://city.example/');
  await rig.deliver();
  await reported(rig);
  await rig.deliver();
  return { rig, connected };
}

describe('sending to it', () => {
  it('judges its name anew for each attempt, and connects to what was judged', async () => {
    const { rig, connected } = await rebound(['8.8.8.8', '169.254.169.254', '127.0.0.1', '8.8.4.4']);
    for (const minute of [5, 35, 155]) {
      rig.at(morning + minute * MINUTE);
      await rig.retry();
    }
    expect(connected).toEqual(['8.8.8.8', '8.8.4.4']);
  });

  it('says in the list why an event did not leave', async () => {
    const { rig, connected } = await rebound(['10.0.0.1', '10.0.0.1']);
    rig.at(morning + 72 * 60 * MINUTE);
    await rig.retry();
    expect((await rig.listed()).endpoints[0].notDelivered).toMatchObject([{ reason: 'address-inside' }]);
    expect(connected).toEqual([]);
  });

  it('refuses a connection to this machine by the rule that is deployed', async () => {
    const here = await receiving({ status: 204 });
    const post = postEvent('outside', HANG_MS, {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      send: postPinned,
    });
    const { port } = new URL(here.url);
    for (const url of [`https://city.example:${port}/`, `https://127.0.0.1:${port}/`, here.url]) {
      const request = { url, id: 'case-1', body: '{}', secrets: [`whsec_${'A'.repeat(43)}=`] };
      const code = url === here.url ? 'address-not-https' : 'address-inside';
      expect(await post(request, morning)).toEqual({ result: 'failed', code });
    }
    expect(here.received).toEqual([]);
  });

  it.each([
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:10.0.0.1]/',
    'http://2130706433/',
    'http://0x7f000001/',
  ])('follows no redirect to %s', async (location) => {
    const answers = await receiving({ status: 302, headers: { location } });
    const post = postEvent('loopback', HANG_MS);
    const request = { url: answers.url, id: 'case-1', body: '{}', secrets: [`whsec_${'A'.repeat(43)}=`] };
    expect(await post(request, morning)).toEqual({ result: 'failed', code: 'http-302' });
    expect(answers.received).toHaveLength(1);
  });

  it('follows no redirect to another port of the same machine', async () => {
    const target = await receiving({ status: 204 });
    const answers = await receiving({ status: 307, headers: { location: target.url } });
    const request = { url: answers.url, id: 'case-1', body: '{}', secrets: [`whsec_${'A'.repeat(43)}=`] };
    expect(await postEvent('loopback', HANG_MS)(request, morning)).toEqual({
      result: 'failed',
      code: 'http-307',
    });
    expect(target.received).toEqual([]);
  });

  it('lets the local run alone send to this machine, and nowhere else inside', async () => {
    const judge = judgeAddress('loopback', 1, async () => [{ address: '10.0.0.1', family: 4 }]);
    const judged = async (urls: readonly string[]) => Promise.all(urls.map(judge));
    expect(
      await judged(['http://127.0.0.1:9000/hook', 'https://localhost:9000/', 'http://[::1]:9000/']),
    ).toEqual([undefined, undefined, undefined]);
    expect(
      await judged([
        'https://169.254.169.254/',
        'https://127.0.0.2/',
        'https://city.example/',
        'http://10.0.0.1/',
      ]),
    ).toEqual(['address-inside', 'address-inside', 'address-inside', 'address-not-https']);
  });
});
