import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import {
  type ChannelSecrets,
  recentSecrets,
  type SecretName,
  secretPath,
} from '../../shared/adapters/channels/channel-secrets.ts';
import { knownKinds } from '../../shared/adapters/channels/channels.ts';
import { secretFiles } from '../../shared/adapters/channels/secret-files.ts';
import { stationChannels } from '../../shared/adapters/channels/station-channels.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import type { ChannelMessage } from '../../shared/engine/outbox/channel.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { type ChannelsContent, standardChannels } from '../../shared/policies/channels-content.ts';
import { at } from '../engine/wall-clock.ts';
import { type Receiver, receiver } from './receiver.ts';

const now = at('2026-11-23 10:00');
const [st1, st2, st3] = [stationId('st1'), stationId('st2'), stationId('st3')];
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const plain = { urgent: false, sensitive: false } as const;

const message = (station = st1): ChannelMessage => ({
  notice: {
    id: 'n-1',
    station,
    about: 'case',
    kind: 'alert',
    to: 'guard',
    people: [personId('p-1')],
    language: 'en',
    at: now,
  },
  text: { title: 'An alert', text: 'Look.', details: {} },
  mentions: [],
});

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
async function receiving(answer: Parameters<typeof receiver>[0] = { status: 200 }): Promise<Receiver> {
  const started = await receiver(answer);
  open.push(started);
  return started;
}

/** Secrets in memory, which counts how often each is read. */
function secretsOf(given: Record<string, unknown>) {
  const reads: string[] = [];
  const secrets: ChannelSecrets = {
    async of(name) {
      reads.push(secretPath(name));
      return given[secretPath(name)];
    },
  };
  return { secrets, reads, given };
}

const robots: ChannelsContent = {
  version: '1',
  channels: [
    { name: 'robot', kind: 'webhook' },
    { name: 'chief', kind: 'webhook', language: 'en' },
    { name: 'gone', kind: 'telepathy' },
  ],
  routes: [
    { to: ['chief'], urgent: true, channels: ['chief', 'gone', 'robot'] },
    { to: ['guard', 'officer', 'chief', 'district'], channels: ['robot'] },
  ],
};

const bookOf = (
  secrets: ChannelSecrets,
  { published = async () => robots as ChannelsContent | undefined, time = () => now } = {},
) =>
  stationChannels({
    published,
    standard: standardChannels('sink'),
    secrets: recentSecrets(secrets, time),
    counters: memoryStore(),
    timeoutFactor: TIMEOUT_FACTOR,
  });

describe('the route of a message', () => {
  const names = async (addressed: Parameters<ReturnType<typeof bookOf>['routeOf']>[1]) =>
    (await bookOf(secretsOf({}).secrets).routeOf(st1, addressed)).map(({ name }) => name);

  it('is the first one that is for it, and leaves out what this release does not know', async () => {
    expect(await names({ to: 'chief', urgent: true, sensitive: false })).toEqual(['chief', 'robot']);
    expect(await names({ to: 'chief', ...plain })).toEqual(['robot']);
    expect(await names({ to: 'resident', ...plain })).toEqual([]);
  });

  it('is the deployment’s where the station published none', async () => {
    const { url, received } = await receiving();
    const { secrets, reads } = secretsOf({ '_deployment/sink': { url } });
    const book = bookOf(secrets, { published: async () => undefined });
    const [channel] = await book.routeOf(st1, { to: 'resident', ...plain });
    expect(await channel?.send(message(), { now, urgent: false })).toEqual({ result: 'sent' });
    expect(received).toHaveLength(1);
    expect(reads).toEqual(['_deployment/sink']);
  });
});

describe('a channel', () => {
  it('sends with the secret of its station alone', async () => {
    const [one, two] = [await receiving(), await receiving()];
    const { secrets } = secretsOf({
      'st1/robot': { url: one.url, secret },
      'st2/robot': { url: two.url, secret: otherSecret },
      '_deployment/robot': { url: one.url, secret },
    });
    const book = bookOf(secrets);
    const sendFrom = async (station: typeof st1) =>
      (await book.named(station, 'robot'))?.send(message(station), { now, urgent: false });
    expect(await sendFrom(st2)).toEqual({ result: 'sent' });
    expect([one.received.length, two.received.length]).toEqual([0, 1]);
    const { body = '', headers = {} } = two.received[0] ?? {};
    const signed = (by: string) => new Webhook(by).sign('n-1', new Date(now), body);
    expect(headers['webhook-signature']).toBe(signed(otherSecret));
    expect(headers['webhook-signature']).not.toBe(signed(secret));
    expect(await sendFrom(st3)).toEqual({ result: 'broken', code: 'secret-absent' });
    expect([one.received.length, two.received.length]).toEqual([0, 1]);
  });

  it('takes no address from what the station published', async () => {
    const elsewhere = await receiving();
    const channels = [{ name: 'robot', kind: 'sink', settings: { url: elsewhere.url } }];
    const book = bookOf(secretsOf({ 'st1/robot': {} }).secrets, {
      published: async () => ({ ...robots, channels }),
    });
    expect(await (await book.named(st1, 'robot'))?.send(message(), { now, urgent: false })).toEqual({
      result: 'broken',
      code: 'settings-malformed',
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('of every kind has an adapter that says what it takes', async () => {
    for (const kind of knownKinds.names) {
      expect((await knownKinds.limitsOf(kind)).length.max).toBeGreaterThan(0);
    }
  });

  it.each([
    ['is no object', 'whsec', 'settings-malformed'],
    ['lacks what its kind needs', { url: 'https://robot.example.cn' }, 'settings-malformed'],
    ['is absent', undefined, 'secret-absent'],
  ])('is broken while its secret %s', async (_, value, code) => {
    const book = bookOf(secretsOf({ 'st1/robot': value }).secrets);
    expect(await (await book.named(st1, 'robot'))?.send(message(), { now, urgent: false })).toEqual({
      result: 'broken',
      code,
    });
  });

  it('is tried again when its secret could not be read', async () => {
    const book = bookOf({ of: () => Promise.reject(new Error('no answer')) });
    expect(await (await book.named(st1, 'robot'))?.send(message(), { now, urgent: false })).toEqual({
      result: 'transient',
      code: 'secret-unreadable',
    });
  });
});

describe('a message that was read too long ago', () => {
  it('is asked of no receiver, waits as if no attempt had been made, and is read again', async () => {
    const robot = await receiving();
    const book = bookOf(secretsOf({ 'st1/robot': { url: robot.url, secret } }).secrets);
    const channel = await book.named(st1, 'robot');
    expect(await channel?.send(message(), { now, urgent: false, isStillTrue: () => false })).toEqual({
      result: 'throttled',
      retryAfterMs: 60_000,
    });
    expect(robot.received).toEqual([]);
    const sent = await channel?.send(message(), { now, urgent: false, isStillTrue: () => true });
    expect(sent).toEqual({ result: 'sent' });
  });

  it('takes no place of the minute from another', async () => {
    const store = memoryStore();
    const counted: string[] = [];
    const counters: typeof store = {
      ...store,
      async countUp(name, by, expiresAt) {
        counted.push(name);
        return store.countUp(name, by, expiresAt);
      },
    };
    const limited: ChannelsContent = {
      version: '1',
      channels: [{ name: 'robot', kind: 'wecom' }],
      routes: [{ to: ['guard'], channels: ['robot'] }],
    };
    const url = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${'1'.repeat(8)}-1111-1111-1111-${'1'.repeat(12)}`;
    const book = stationChannels({
      published: async () => limited,
      standard: limited,
      secrets: recentSecrets(secretsOf({ 'st1/robot': { url } }).secrets, () => now),
      counters,
    });
    const channel = await book.named(st1, 'robot');
    const old = await channel?.send(message(), { now, urgent: false, isStillTrue: () => false });
    expect(old).toMatchObject({ result: 'throttled' });
    expect(counted).toEqual([]);
  });
});

describe('a secret that turned', () => {
  const name: SecretName = { station: st1, channel: 'robot' };

  it('is used a minute later', async () => {
    let time = now;
    const { secrets, reads, given } = secretsOf({ 'st1/robot': { url: 'old' } });
    const recent = recentSecrets(secrets, () => time);
    expect(await recent.of(name)).toEqual({ url: 'old' });
    given['st1/robot'] = { url: 'new' };
    time = now + 59_999;
    expect(await recent.of(name)).toEqual({ url: 'old' });
    expect(reads).toHaveLength(1);
    time = now + 60_000;
    expect(await recent.of(name)).toEqual({ url: 'new' });
  });

  it('is used within seconds where the receiver refuses the old one', async () => {
    let time = now;
    const { url } = await receiving({ status: 410 });
    const fresh = await receiving();
    const { secrets, reads, given } = secretsOf({ 'st1/robot': { url, secret } });
    const book = bookOf(secrets, { time: () => time });
    const send = async () => (await book.named(st1, 'robot'))?.send(message(), { now: time, urgent: false });
    expect(await send()).toEqual({ result: 'broken', code: 'http-410' });
    given['st1/robot'] = { url: fresh.url, secret };
    time = now + 4_999;
    expect(await send()).toEqual({ result: 'broken', code: 'http-410' });
    expect(reads).toHaveLength(1);
    time = now + 5_000;
    expect(await send()).toEqual({ result: 'broken', code: 'http-410' });
    expect(await send()).toEqual({ result: 'sent' });
    expect(reads).toHaveLength(2);
  });

  it('is asked for every five seconds while there is none, and each time when it could not be read', async () => {
    let answer: () => Promise<unknown> = async () => undefined;
    let time = now;
    let asked = 0;
    const of = () => {
      asked += 1;
      return answer();
    };
    const recent = recentSecrets({ of }, () => time);
    for (time of [now, now + 1, now + 4_999]) expect(await recent.of(name)).toBeUndefined();
    expect(asked).toBe(1);
    time = now + 5_000;
    answer = () => Promise.reject(new Error('no answer'));
    await expect(recent.of(name)).rejects.toThrow('no answer');
    await expect(recent.of(name)).rejects.toThrow('no answer');
    expect(asked).toBe(3);
    answer = async () => ({ url: 'new' });
    expect(await recent.of(name)).toEqual({ url: 'new' });
  });
});

describe('the files of one machine', () => {
  const scratch = () => mkdtempSync(join(inject('scratch'), 'secrets-'));
  const name: SecretName = { station: st1, channel: 'robot' };
  const written = (content: string, mode: number) => {
    const directory = scratch();
    const path = join(directory, secretPath(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
    return secretFiles(directory);
  };

  it('hold a secret each', async () => {
    expect(await written('{"url":"https://robot.example.cn"}', 0o600).of(name)).toEqual({
      url: 'https://robot.example.cn',
    });
    expect(await secretFiles(scratch()).of(name)).toBeUndefined();
    expect(await written('no JSON', 0o600).of(name)).toBeNull();
  });

  it.each([0o640, 0o604, 0o644])('are refused where others can read them: %o', async (mode) => {
    await expect(written('{}', mode).of(name)).rejects.toThrow('can be read by others');
  });
});
