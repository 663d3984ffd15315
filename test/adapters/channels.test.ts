import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { channelsFrom } from '../../shared/adapters/channels/channels.ts';
import { post } from '../../shared/adapters/channels/post.ts';
import { system } from '../../shared/adapters/system.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { referenceFrom } from '../../shared/cases/reference.ts';
import type { Channel } from '../../shared/engine/outbox/channel.ts';
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

/** The single channel that the given settings make. */
function only(kind: 'sink' | 'webhook', url: string, time = now): Channel {
  const outlets = JSON.stringify([{ name: 'way', kind, audience: ['staff'] }]);
  const targets = JSON.stringify({ way: { url, ...(kind === 'webhook' && { secret }) } });
  const [channel] = channelsFrom(outlets, targets, time, TIMEOUT_FACTOR);
  if (channel === undefined) throw new Error('no channel');
  return channel;
}

describe('the sink', () => {
  it('gets all fields of the notice, flat and with times in ISO 8601', async () => {
    const { url, received } = await receiving({ status: 204 });
    expect(await only('sink', url).send(notice, text)).toBe('sent');
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
    expect(await only('webhook', url).send(notice, text)).toBe('sent');
    const { body, headers } = the(received);
    const payload = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(payload).toMatchObject({ type: 'notice.level', data: { id: notice.id, reference: '4827193' } });
    expect(headers['webhook-id']).toBe(notice.id);
    expect(headers['webhook-id']).not.toContain('.');
  });

  it('is not accepted under another secret, with another body, or as another message', async () => {
    const { url, received } = await receiving({ status: 200 });
    await only('webhook', url).send(notice, text);
    const { body, headers } = the(received);
    const given = headers as Record<string, string>;
    const other = new Webhook('whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD');
    expect(() => other.verify(body, given)).toThrow();
    expect(() => new Webhook(secret).verify(body.replace('level', 'rang'), given)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...given, 'webhook-id': 'another' })).toThrow();
  });

  it('keeps its id for each attempt, and signs each anew', async () => {
    const { url, received } = await receiving({ status: 503 });
    let time = at('2026-11-23 10:05');
    const channel = only('webhook', url, () => time);
    await channel.send(notice, text);
    time = at('2026-11-23 10:10');
    await channel.send(notice, text);
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
    [410, 'permanent'],
    [429, 'transient'],
    [500, 'transient'],
    [503, 'transient'],
  ])('of %i means %s', async (status, outcome) => {
    const { url } = await receiving({ status, headers: { location: 'http://127.0.0.1:9/' } });
    expect(await only('sink', url).send(notice, text)).toBe(outcome);
  });

  it('that redirects is not followed', async () => {
    const elsewhere = await receiving({ status: 200 });
    const { url } = await receiving({ status: 307, headers: { location: elsewhere.url } });
    expect(await only('webhook', url).send(notice, text)).toBe('transient');
    expect(elsewhere.received).toEqual([]);
  });

  it('is read no further than its beginning, however long', async () => {
    const { url } = await receiving({ status: 200, body: 'x'.repeat(5_000_000) });
    expect(await only('sink', url).send(notice, text)).toBe('sent');
    expect((await post({ url: new URL(url), body: '{}' }, 600_000))?.body).toHaveLength(4096);
  });

  it('that does not come in time is not waited for', async () => {
    const { url } = await receiving('never');
    expect(await post({ url: new URL(url), body: '{}' }, 50)).toBeUndefined();
  });

  it('that fails because nothing listens at the address is transient', async () => {
    const gone = await receiver({ status: 200 });
    await gone.close();
    expect(await only('sink', gone.url).send(notice, text)).toBe('transient');
  });
});

describe('where channels lead', () => {
  const sinkOutlet = { name: 'sink', kind: 'sink', audience: ['staff', 'resident'] } as const;
  const robot = { name: 'robot', kind: 'webhook', audience: ['staff'] } as const;
  const hook = { url: 'https://robot.example.cn/hook', secret };
  const from = (targets: unknown, ...outlets: readonly (typeof sinkOutlet | typeof robot)[]) =>
    channelsFrom(JSON.stringify(outlets), JSON.stringify(targets), now);

  it('makes a channel of each outlet, of its name and for its audience', () => {
    const channels = from(
      { robot: hook, sink: { url: 'http://127.0.0.1:8080/local/outbox' } },
      sinkOutlet,
      robot,
    );
    expect(channels.map(({ name, audience }) => ({ name, audience }))).toEqual([
      { name: 'sink', audience: ['staff', 'resident'] },
      { name: 'robot', audience: ['staff'] },
    ]);
  });

  it('has an address for each station that names one, and reveals none to another station', async () => {
    const [one, two] = [await receiving({ status: 200 }), await receiving({ status: 200 })];
    const elsewhere = { url: two.url, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' };
    const [channel] = from({ robot: { stations: { st1: { url: one.url, secret }, st2: elsewhere } } }, robot);
    const sendFrom = (station: string) => channel?.send({ ...notice, station: stationId(station) }, text);
    expect(await sendFrom('st2')).toBe('sent');
    expect([one.received.length, two.received.length]).toEqual([0, 1]);
    const { body, headers } = the(two.received);
    expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).toThrow();
    expect(await sendFrom('st1')).toBe('sent');
    expect([one.received.length, two.received.length]).toEqual([1, 1]);
    expect(await sendFrom('st3')).toBe('permanent');
    expect([one.received.length, two.received.length]).toEqual([1, 1]);
  });

  it.each([
    ['a channel without a target', {}],
    ['no station', { robot: { stations: { 'ST 1': hook } } }],
    ['an empty list of stations', { robot: { stations: {} } }],
    ['one target for all beside those of stations', { robot: { ...hook, stations: { st1: hook } } }],
    ['a webhook of one station without a secret', { robot: { stations: { st1: { url: hook.url } } } }],
    [
      'an address in the clear for one station',
      { robot: { stations: { st1: { ...hook, url: 'http://x.cn/' } } } },
    ],
    ['a target without a channel', { robot: hook, robbot: hook }],
    ['a webhook without a secret', { robot: { url: hook.url } }],
    ['an address in the clear', { robot: { ...hook, url: 'http://robot.example.cn/hook' } }],
    ['credentials in the address', { robot: { ...hook, url: 'https://user:word@robot.example.cn/' } }],
    ['no address', { robot: { ...hook, url: 'outbox' } }],
    ['a secret too short to be one', { robot: { ...hook, secret: 'whsec_c2hvcnQ=' } }],
    ['a misspelt field', { robot: { ...hook, uri: hook.url } }],
    ['something that is not JSON', undefined],
  ])('refuses %s, without repeating what may be a secret', (_, targets) => {
    expect(() => from(targets, robot)).toThrow(/^the setting CHANNEL_TARGETS does not read at:/);
    // The prefix of a secret is public, so the error may name the rule that it breaks.
    expect(() => from(targets, robot)).not.toThrow(/whsec_[A-Za-z0-9]|word@/);
  });
});
