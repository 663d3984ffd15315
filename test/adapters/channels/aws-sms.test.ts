import { afterEach, describe, expect, it } from 'vitest';
import { awsSms as fake } from '../../../infra/local/fakes/aws-sms.ts';
import type { Fake } from '../../../infra/local/fakes/fake.ts';
import { awsSms } from '../../../shared/adapters/channels/sms/aws-sms.ts';
import type { AwsSmsSettings } from '../../../shared/adapters/channels/sms/aws-sms-settings.ts';
import { smsParts } from '../../../shared/adapters/channels/sms-parts.ts';
import { SECOND } from '../../../shared/engine/calendar/instant.ts';
import { receiver } from '../receiver.ts';
import { saying, sentAt, someMessage } from './some-message.ts';

const region = 'ap-southeast-1';
const credentials = { accessKeyId: 'AKIAFAKE', secretAccessKey: 'a+secret/of+forty+characters' };
const wang = '+6591234567';
const patient = { now: sentAt, timeoutMs: 120 * SECOND };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function provider(optedOut: readonly string[] = []): Promise<Fake> {
  const started = await fake({ region, ...credentials, optedOut }, { now: () => sentAt });
  open.push(started);
  return started;
}

const settingsFor = (endpoint: URL, part: Partial<AwsSmsSettings> = {}): AwsSmsSettings => ({
  region,
  credentials,
  endpoint,
  ...part,
});

describe('a short message', () => {
  it('is the text alone, and carries the id of the notice', async () => {
    const server = await provider();
    expect(await awsSms.send(someMessage(wang), settingsFor(server.url), patient)).toEqual({
      result: 'sent',
      receipt: '00000000-0000-4000-8000-000000000001',
    });
    expect(server.accepted).toEqual([
      {
        at: sentAt,
        to: wang,
        text: '您的事项 4827193 有了回复，请打开查询页查看。',
        length: 1,
        id: 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0',
        receipt: '00000000-0000-4000-8000-000000000001',
        mentioned: [],
        everyone: false,
      },
    ]);
  });

  it('comes from the number and under the rules that the settings name', async () => {
    const server = await provider();
    const settings = settingsFor(server.url, {
      origination: 'pool-0123456789abcdef',
      configurationSet: 'huiying',
    });
    expect(await awsSms.send(someMessage(wang), settings, patient)).toMatchObject({ result: 'sent' });
  });

  it.each([
    ['Chinese', '楼道里的消防门又被锁上了，请尽快处理。', 201],
    ['English', 'The fire door on the stairs is locked again. ', 459],
    ['emoji', '👩🏽‍🚒🚪🔒🇨🇳', 201],
  ])('has three parts at most, and keeps number and link: %s', async (_, sentence, charactersMax) => {
    const server = await provider();
    const link = 'https://hy.example.cn/c/r2dF-4kq_8mZp0sVtYxW1A';
    const text = { title: '', text: sentence.repeat(40), details: { reference: '4827193', link } };
    expect(await awsSms.send(someMessage(wang, { text }), settingsFor(server.url), patient)).toMatchObject({
      result: 'sent',
    });
    const body = server.accepted[0]?.text ?? '';
    expect(smsParts(body)).toBe(3);
    expect(body.length).toBeLessThanOrEqual(charactersMax);
    expect(server.accepted[0]?.length).toBe(3);
    expect(body).toMatch(/(?:…|\.\.\.)\n4827193\n/);
    expect(body.endsWith(link)).toBe(true);
    expect(body.isWellFormed()).toBe(true);
  });

  it.each(['91234567', '+6591234567,+6591234568', '+', ''])(
    'goes to no number such as %j',
    async (address) => {
      const server = await provider();
      expect(await awsSms.send(someMessage(address), settingsFor(server.url), patient)).toEqual({
        result: 'permanent',
        code: 'address-invalid',
      });
      expect(server.accepted).toEqual([]);
    },
  );

  it('without a text is not sent', async () => {
    const server = await provider();
    expect(await awsSms.send(saying(wang, '', ''), settingsFor(server.url), patient)).toMatchObject({
      result: 'permanent',
    });
  });
});

describe('the provider', () => {
  it('takes nothing for a number that opted out', async () => {
    const server = await provider([wang]);
    expect(await awsSms.send(someMessage(wang), settingsFor(server.url), patient)).toEqual({
      result: 'permanent',
      code: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    });
  });

  it('is asked once for one attempt, since it recognises no repeat', async () => {
    const server = await receiver({ status: 500, body: '{"__type":"InternalServerException"}' });
    open.push(server);
    const judged = await awsSms.send(someMessage(wang), settingsFor(new URL(server.url)), patient);
    expect(judged).toMatchObject({ result: 'transient' });
    expect(server.received).toHaveLength(1);
  });

  it('has taken nothing where nothing listens', async () => {
    const server = await provider();
    await open.pop()?.close();
    expect(await awsSms.send(someMessage(wang), settingsFor(server.url), patient)).toEqual({
      result: 'transient',
      code: 'unreachable',
    });
  });
});
