import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { post } from '../../shared/adapters/channels/post.ts';
import { sink } from '../../shared/adapters/channels/sink.ts';
import { standardWebhook as webhook } from '../../shared/adapters/channels/standard-webhook.ts';
import { system } from '../../shared/adapters/system.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { referenceFrom } from '../../shared/cases/reference.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import { defined } from '../../shared/engine/defined.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { caseNoticeText } from '../../shared/locales/case-notice-text.ts';
import { at } from '../engine/wall-clock.ts';
import { type Received, type Receiver, receiver } from './receiver.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const { now } = system();

const notice: CaseNotice = {
  id: 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0',
  station: stationId('st1'),
  about: 'case',
  kind: 'level',
  to: 'officer',
  people: [personId('p-officer')],
  language: 'zh-CN',
  at: at('2026-11-23 10:05'),
  caseSummary: {
    reference: referenceFrom('482719'),
    type: 'hazard',
    place: 'b3-1',
    priority: 'P1',
    dueAt: at('2026-11-23 10:35'),
  },
  level: 2,
};

const text = caseNoticeText(notice);

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function receiving(answer: Parameters<typeof receiver>[0]): Promise<Receiver> {
  const started = await receiver(answer);
  open.push(started);
  return started;
}

function the(received: readonly Received[]): Received {
  const [first] = received;
  if (first === undefined || received.length > 1) throw new Error('expected one request');
  return first;
}

/** Sends the notice over an adapter. */
const options = (time: Instant) => ({ now: time, timeoutMs: 3000 * TIMEOUT_FACTOR });
const message = { notice, text, mentions: [] };
const toSink = (url: string) => sink.send(message, { url: new URL(url) }, options(now()));
const toWebhook = (url: string, time = now()) =>
  webhook.send(message, { url: new URL(url), secret }, options(time));

describe('the sink', () => {
  it('gets all fields of the notice, flat and with times in ISO 8601', async () => {
    const { url, received } = await receiving({ status: 204 });
    expect(await toSink(url)).toEqual({ result: 'sent' });
    expect(received[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      id: notice.id,
      station: 'st1',
      kind: 'level',
      to: 'officer',
      people: ['p-officer'],
      at: '2026-11-23T02:05:00.000Z',
      reference: '4827193',
      type: 'hazard',
      place: 'b3-1',
      priority: 'P1',
      dueAt: '2026-11-23T02:35:00.000Z',
      level: 2,
      language: 'zh-CN',
      title: '升级提醒：4827193',
      text: '事项 4827193（P1，安全隐患，b3-1）还没有人接手，已升级到第 2 级。请立即处理，并点“接手提醒”。期限 11-23 10:35。',
    });
  });
});

describe('a webhook', () => {
  it('has a signature that the receiver’s library accepts', async () => {
    const { url, received } = await receiving({ status: 200 });
    expect(await toWebhook(url)).toEqual({ result: 'sent' });
    const { body, headers } = the(received);
    const payload = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(payload).toMatchObject({ type: 'notice.level', data: { id: notice.id, reference: '4827193' } });
    expect(headers['webhook-id']).toBe(notice.id);
    expect(headers['webhook-id']).not.toContain('.');
  });

  it('is not accepted under another secret, with another body, or as another message', async () => {
    const { url, received } = await receiving({ status: 200 });
    await toWebhook(url);
    const { body, headers } = the(received);
    const given = headers as Record<string, string>;
    const other = new Webhook('whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD');
    expect(() => other.verify(body, given)).toThrow();
    expect(() => new Webhook(secret).verify(body.replace('level', 'rang'), given)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...given, 'webhook-id': 'another' })).toThrow();
  });

  it('keeps its id for each attempt, and signs each anew', async () => {
    const { url, received } = await receiving({ status: 503 });
    await toWebhook(url, at('2026-11-23 10:05'));
    await toWebhook(url, at('2026-11-23 10:10'));
    const [first, second] = received.map(({ headers }) => headers);
    expect(first?.['webhook-id']).toBe(second?.['webhook-id']);
    expect(first?.['webhook-timestamp']).toBe('1795399500');
    expect(first?.['webhook-signature']).not.toBe(second?.['webhook-signature']);
  });
});

describe('an answer', () => {
  it.each([
    [200, 'sent'],
    [204, 'sent'],
    [301, 'transient'],
    [400, 'permanent'],
    [401, 'permanent'],
    [404, 'permanent'],
    [408, 'transient'],
    [410, 'broken'],
    [429, 'transient'],
    [500, 'transient'],
    [503, 'transient'],
  ])('of %i means %s', async (status, outcome) => {
    const { url } = await receiving({ status, headers: { location: 'http://127.0.0.1:9/' } });
    const code = `http-${status}`;
    expect(await toSink(url)).toEqual(outcome === 'sent' ? { result: outcome } : { result: outcome, code });
  });

  it.each([
    ['120', 120_000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
  ])('of 429 says how long to wait, by %s', async (wait, retryAfterMs) => {
    const { url } = await receiving({ status: 429, headers: { 'retry-after': wait } });
    const judged = { result: 'transient', code: 'http-429', ...defined({ retryAfterMs }) };
    expect(await toSink(url)).toEqual(judged);
  });

  it('that redirects is not followed', async () => {
    const elsewhere = await receiving({ status: 200 });
    const { url } = await receiving({ status: 307, headers: { location: elsewhere.url } });
    expect(await toWebhook(url)).toEqual({ result: 'transient', code: 'http-307' });
    expect(elsewhere.received).toEqual([]);
  });

  it('is read no further than its beginning, however long', async () => {
    const { url } = await receiving({ status: 200, body: 'x'.repeat(5_000_000) });
    expect(await toSink(url)).toEqual({ result: 'sent' });
    expect((await post({ url: new URL(url), body: '{}' }, 600_000))?.body).toHaveLength(4096);
  });

  it('that does not come in time is not waited for', async () => {
    const { url } = await receiving('never');
    expect(await post({ url: new URL(url), body: '{}' }, 50)).toBeUndefined();
  });

  it('that fails because nothing listens at the address is transient', async () => {
    const gone = await receiver({ status: 200 });
    await gone.close();
    expect(await toSink(gone.url)).toEqual({ result: 'transient', code: 'no-response' });
  });
});

describe('the settings of a webhook', () => {
  const hook = { url: 'https://robot.example.cn/hook', secret };

  it('are an address and a secret', () => {
    expect(webhook.settings().safeParse(hook).success).toBe(true);
  });

  it.each([
    ['no secret', { url: hook.url }],
    ['an address in the clear', { ...hook, url: 'http://robot.example.cn/hook' }],
    ['credentials in the address', { ...hook, url: 'https://user:word@robot.example.cn/' }],
    ['no address', { ...hook, url: 'outbox' }],
    ['a secret too short to be one', { ...hook, secret: 'whsec_c2hvcnQ=' }],
    ['a misspelt field', { ...hook, uri: hook.url }],
  ])('are refused with %s', (_, settings) => {
    expect(webhook.settings().safeParse(settings).success).toBe(false);
  });
});
