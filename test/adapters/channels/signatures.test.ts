import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { dingtalkRobot } from '../../../infra/local/fakes/dingtalk-robot.ts';
import type { Fake } from '../../../infra/local/fakes/fake.ts';
import { feishuRobot } from '../../../infra/local/fakes/feishu-robot.ts';
import { webhookReceiver } from '../../../infra/local/fakes/webhook-receiver.ts';
import type { ChannelMessage } from '../../../shared/adapters/channels/channel-adapter.ts';
import { dingtalkSignature } from '../../../shared/adapters/channels/robots/dingtalk.ts';
import { feishuSignature } from '../../../shared/adapters/channels/robots/feishu.ts';
import { standardWebhook } from '../../../shared/adapters/channels/standard-webhook.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { at } from '../../engine/wall-clock.ts';
import { HANG_MS } from '../../timeouts.ts';
import { formerSecret, secret } from './webhook-under-test.ts';

const morning = at('2026-11-23 10:05');
const open: Fake[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((fake) => fake.close()));
});

async function started(fake: Promise<Fake>): Promise<Fake> {
  open.push(await fake);
  return fake;
}

/** Posts as a sender of its own would, and reads the code of the answer. */
async function codeOf(url: URL, body: unknown, field: string, type = 'application/json'): Promise<unknown> {
  const headers = { 'content-type': type };
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers });
  return ((await response.json()) as Readonly<Record<string, unknown>>)[field];
}

describe('the platform’s own examples of a signature', () => {
  it('of DingTalk', () => {
    expect(dingtalkSignature('this is secret', 1577262236757)).toBe(
      'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=',
    );
  });

  it('of Feishu', () => {
    expect(feishuSignature('demo', '1599360473')).toBe('l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=');
  });
});

describe('the fake robot of DingTalk', () => {
  const text = { msgtype: 'text', text: { content: '升级提醒' } };
  const signed = (url: URL, timestamp: number, sign: string) => {
    const to = new URL(url);
    to.searchParams.set('timestamp', String(timestamp));
    to.searchParams.set('sign', sign);
    return to;
  };

  it('takes the example of the documentation, within the hour', async () => {
    const sign = 'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=';
    let time = 1577262236757;
    const fake = await started(dingtalkRobot({ token: 't', secret: 'this is secret' }, { now: () => time }));
    const url = signed(fake.url, 1577262236757, sign);
    time += HOUR;
    expect(await codeOf(url, text, 'errcode')).toBe('0');
    time += 1;
    expect(await codeOf(url, text, 'errcode')).toBe(310000);
    time -= 2 * HOUR + 1;
    expect(await codeOf(url, text, 'errcode')).toBe('0');
    time -= 1;
    expect(await codeOf(url, text, 'errcode')).toBe(310000);
  });

  it.each([
    ['another content type', text, 'text/plain', 43004],
    ['a misspelt field', { msgtype: 'text', text: { contents: '升级提醒' } }, 'application/json', 40035],
    [
      'more than 20,000 bytes',
      { msgtype: 'text', text: { content: 'x'.repeat(20_000) } },
      'application/json',
      460101,
    ],
  ])('refuses %s', async (_, body, type, code) => {
    const fake = await started(dingtalkRobot({ token: 't' }, { now: () => morning }));
    expect(await codeOf(fake.url, body, 'errcode', type)).toBe(code);
    expect(fake.accepted).toEqual([]);
  });

  it('is closed for ten minutes after the 21st message of a minute, and counts no other', async () => {
    let time = morning;
    const fake = await started(dingtalkRobot({ token: 't' }, { now: () => time }));
    const codes: unknown[] = [];
    for (let sent = 0; sent < 21; sent += 1) codes.push(await codeOf(fake.url, text, 'errcode'));
    expect(codes).toEqual([...Array(20).fill('0'), 130101]);
    time += 10 * MINUTE - 1;
    expect(await codeOf(fake.url, text, 'errcode')).toBe(130101);
    time += 1;
    expect(await codeOf(fake.url, text, 'errcode')).toBe('0');
  });

  it('notifies only whom the text names as well', async () => {
    const fake = await started(dingtalkRobot({ token: 't' }, { now: () => morning }));
    const to = { atUserIds: ['u1', 'u2'], isAtAll: false };
    await codeOf(fake.url, { msgtype: 'text', text: { content: '升级提醒 @u2' }, at: to }, 'errcode');
    expect(fake.accepted[0]?.mentioned).toEqual(['u2']);
  });
});

describe('the fake bot of Feishu', () => {
  const content = { post: { zh_cn: { title: '升级提醒', content: [[{ tag: 'text', text: '请查看' }]] } } };
  const seconds = '1599360473';
  const send = (url: URL, sign: string) =>
    codeOf(url, { timestamp: seconds, sign, msg_type: 'post', content }, 'code');

  it('takes the example of the documentation, and no signature made as for DingTalk', async () => {
    const now = () => 1599360473 * SECOND;
    const fake = await started(feishuRobot({ token: 'token', secret: 'demo' }, { now }));
    expect(await send(fake.url, 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=')).toBe(0);
    const otherWay = createHmac('sha256', 'demo').update(`${seconds}\ndemo`).digest('base64');
    expect(await send(fake.url, otherWay)).toBe(19021);
  });

  it('takes none after an hour', async () => {
    const now = () => 1599360473 * SECOND + HOUR + 1;
    const fake = await started(feishuRobot({ token: 'token', secret: 'demo' }, { now }));
    expect(await send(fake.url, 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=')).toBe(19021);
  });
});

describe('a webhook', () => {
  const message: ChannelMessage = {
    notice: {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      station: stationId('st1'),
      about: 'case',
      kind: 'level',
      to: 'officer',
      people: [],
      language: 'en',
      at: morning,
    },
    text: { title: 'Escalated', text: 'Case 4827193', details: { reference: '4827193' } },
    mentions: [],
  };
  const options = { now: morning, timeoutMs: HANG_MS };

  it('is taken by a receiver that knows either of two secrets, and by no other', async () => {
    const judgedBy = async (known: string) => {
      const fake = await started(webhookReceiver({ secrets: [known] }, { now: () => morning }));
      return standardWebhook.send(message, { url: fake.url, secret, formerSecret }, options);
    };
    expect(await judgedBy(secret)).toEqual({ result: 'sent' });
    expect(await judgedBy(formerSecret)).toEqual({ result: 'sent' });
    const neither = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    expect(await judgedBy(neither)).toEqual({ result: 'permanent', code: 'http-401' });
  });

  it('is kept once, under the id that each attempt has', async () => {
    let time = morning;
    const fake = await started(webhookReceiver({ secrets: [secret] }, { now: () => time }));
    await standardWebhook.send(message, { url: fake.url, secret }, options);
    time += 10 * MINUTE;
    const again = { ...options, now: time };
    expect(await standardWebhook.send(message, { url: fake.url, secret }, again)).toEqual({ result: 'sent' });
    expect(fake.accepted.map(({ id }) => id)).toEqual([message.notice.id]);
  });

  it('is signed at the time of the attempt, which a receiver checks to five minutes', async () => {
    const fake = await started(webhookReceiver({ secrets: [secret] }, { now: () => morning + 5 * MINUTE }));
    const { code } = {
      code: '',
      ...(await standardWebhook.send(message, { url: fake.url, secret }, options)),
    };
    expect(code).toBe('');
    const late = { ...options, now: morning - SECOND };
    expect(await standardWebhook.send(message, { url: fake.url, secret }, late)).toMatchObject({
      code: 'http-401',
    });
  });
});

describe('the fake receiver of webhooks', () => {
  it('takes the example of the specification’s signature, as far as it is one', async () => {
    const fake = await started(webhookReceiver({ secrets: [secret] }, { now: () => 1614265330 * SECOND }));
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,b2xk v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const post = (body: string) => fetch(fake.url, { method: 'POST', body, headers });
    // Signed rightly, but it is no notice.
    expect((await post('{"test": 2432232314}')).status).toBe(400);
    expect((await post('{"test": 2432232315}')).status).toBe(401);
  });
});
