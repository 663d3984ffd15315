import { afterEach, describe, expect, it } from 'vitest';
import { alibabaSms as fake } from '../../../infra/local/fakes/alibaba-sms.ts';
import type { Fake } from '../../../infra/local/fakes/fake.ts';
import { acs3Authorization, NO_BODY_SHA256 } from '../../../shared/adapters/channels/sms/acs3-signature.ts';
import { alibabaSms } from '../../../shared/adapters/channels/sms/alibaba-sms.ts';
import type { AlibabaSmsSettings } from '../../../shared/adapters/channels/sms/alibaba-sms-settings.ts';
import { MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import { sentAt, someMessage } from './some-message.ts';

const key = { accessKeyId: 'LTAI5tFake', accessKeySecret: 'a-secret-of-thirty-characters' };
const signName = '石门警务室';
const wang = '+8613800001111';
const token = 'r2dF-4kq_8mZp0sVtYxW1A';
const details = { reference: '4827193', token };
const patient = { now: sentAt, timeoutMs: 120 * SECOND };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function provider(): Promise<Fake> {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: this is how a template is written
  const templates = {
    SMS_100: '您的事项${number}有了回复，请打开 https://hy.example.cn/c/${token} 查看。',
    SMS_200: '${words}',
  };
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
  const started = await fake({ ...key, signName, templates }, { now: () => sentAt });
  open.push(started);
  return started;
}

const settingsFor = (endpoint: URL, part: Partial<AlibabaSmsSettings> = {}): AlibabaSmsSettings => ({
  ...key,
  signName,
  templates: {
    reply: { code: 'SMS_100', variables: { number: 'reference', token: 'token' } },
    level: { code: 'SMS_200', variables: { words: 'title' } },
  },
  endpoint,
  ...part,
});

const reply = (part: Record<string, unknown> = {}, address = wang) =>
  someMessage(address, {
    text: { title: '民警回复了：4827193', text: '', details: { ...details, ...part } },
  });

/** A message of another kind, with a title. */
function titled(title: string) {
  const { notice } = reply();
  return someMessage(wang, { notice: { ...notice, kind: 'level' }, text: { title, text: '', details: {} } });
}

describe('the signature', () => {
  it('is the one of the documented example', () => {
    const headers = {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-content-sha256': NO_BODY_SHA256,
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-version': '2014-05-26',
    };
    const parameters = {
      RegionId: 'cn-shanghai',
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
    };
    const documented = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };
    expect(acs3Authorization({ method: 'POST', path: '/', parameters, headers }, documented)).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('is the one of the official client, signs that need escaping included', () => {
    const headers = {
      host: '127.0.0.1:34659',
      'x-acs-action': 'SendSms',
      'x-acs-content-sha256': NO_BODY_SHA256,
      'x-acs-credentials-provider': 'static_ak',
      'x-acs-date': '2026-11-30T13:32:29Z',
      'x-acs-signature-nonce': 'ece04a407a35b78acc65c13785f0a548c1e0888c7cab1c7fbac8ee46e5a16cfd',
      'x-acs-version': '2017-05-25',
    };
    const parameters = {
      OutId: 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0',
      PhoneNumbers: '13800001111',
      SignName: signName,
      TemplateCode: 'SMS_123',
      TemplateParam: `{"number":"4827193","token":"a b*'(~)"}`,
    };
    const test = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    expect(acs3Authorization({ method: 'POST', path: '/', parameters, headers }, test)).toMatch(
      /Signature=9d26bfe057d0128d1b917f7ca40f06e8e1ffae35d7a6a3e3f52d32f3e91b1562$/,
    );
  });
});

describe('a short message', () => {
  it('is an approved template with its variables, and goes by the id of the notice', async () => {
    const server = await provider();
    expect(await alibabaSms.send(reply(), settingsFor(server.url), patient)).toEqual({
      result: 'sent',
      receipt: '1^0',
    });
    expect(server.accepted).toEqual([
      {
        at: sentAt,
        to: '13800001111',
        text: `【石门警务室】您的事项4827193有了回复，请打开 https://hy.example.cn/c/${token} 查看。`,
        length: 2,
        id: 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0',
        receipt: '1^0',
        mentioned: [],
        everyone: false,
      },
    ]);
  });

  it('goes to a number of another country with its code', async () => {
    const server = await provider();
    await alibabaSms.send(reply({}, '+85291234567'), settingsFor(server.url), patient);
    expect(server.accepted).toMatchObject([{ to: '85291234567' }]);
  });

  it('has the template of what it says, not of its kind, and else the one for any', async () => {
    const server = await provider();
    const any = { code: 'SMS_200', variables: { words: 'reference' } };
    const settings = settingsFor(server.url);
    const withAny = { ...settings, templates: { ...settings.templates, any } };
    await alibabaSms.send(reply({ says: 'withdrawn' }), withAny, patient);
    expect(server.accepted).toMatchObject([{ text: '【石门警务室】4827193' }]);
    expect(await alibabaSms.send(reply({ says: 'withdrawn' }), settings, patient)).toEqual({
      result: 'permanent',
      code: 'no-template',
    });
  });

  it.each([
    ['Chinese', '楼道里的消防门又被锁上了请尽快处理'],
    ['English', 'The fire door on the stairs is locked '],
    ['emoji', '👩🏽‍🚒🚪🔒🇨🇳'],
  ])('has a title cut between graphemes: %s', async (_, sentence) => {
    const server = await provider();
    const title = sentence.repeat(9);
    expect(await alibabaSms.send(titled(title), settingsFor(server.url), patient)).toMatchObject({
      result: 'sent',
    });
    const words = server.accepted[0]?.text.replace('【石门警务室】', '') ?? '';
    expect(words.length).toBeLessThanOrEqual(35);
    expect(words.length).toBeGreaterThan(24);
    const kept = words.replace(/(?:…|\.\.\.)$/, '');
    const graphemes = [...new Intl.Segmenter('und').segment(title)];
    expect(title.startsWith(kept)).toBe(true);
    expect([...graphemes.map(({ index }) => index), title.length]).toContain(
      title.startsWith(' ', kept.length) ? kept.length + 1 : kept.length,
    );
  });

  it('has its words cut to a variable, and what is no words whole', async () => {
    const server = await provider();
    const templates = { any: { code: 'SMS_200', variables: { words: 'what' } } };
    const settings = settingsFor(server.url, { templates });
    await alibabaSms.send(reply({ what: '民警回复了您，'.repeat(9) }), settings, patient);
    expect(server.accepted[0]?.text).toBe(`【石门警务室】${'民警回复了您，'.repeat(4)}民警回复了您…`);
  });

  it.each([
    ['13800001111', 'address-invalid'],
    ['+8613800001111,+8613800002222', 'address-invalid'],
    ['', 'address-invalid'],
  ])('goes to no number such as %j', async (address, code) => {
    const server = await provider();
    expect(await alibabaSms.send(reply({}, address), settingsFor(server.url), patient)).toEqual({
      result: 'permanent',
      code,
    });
  });

  it.each([
    ['is absent', { token: undefined }, 'variable-absent'],
    ['is no text', { token: { a: 1 } }, 'variable-absent'],
    ['is empty', { token: '' }, 'variable-length'],
    ['is too long to be cut', { token: 'x'.repeat(36) }, 'variable-length'],
    ['is a web address', { token: 'https://hy.example.cn/c/x' }, 'variable-holds-address'],
    ['is the name of a site', { token: 'hy.example.cn' }, 'variable-holds-address'],
  ])('is not sent if a variable %s', async (_, part, code) => {
    const server = await provider();
    expect(await alibabaSms.send(reply(part), settingsFor(server.url), patient)).toEqual({
      result: 'permanent',
      code,
    });
    expect(server.accepted).toEqual([]);
  });
});

describe('the provider', () => {
  it('takes no request of another hour, which a later one may be', async () => {
    const server = await provider();
    const late = { ...patient, now: sentAt + 16 * MINUTE };
    expect(await alibabaSms.send(reply(), settingsFor(server.url), late)).toEqual({
      result: 'transient',
      code: 'InvalidTimeStamp.Expired',
    });
  });

  it('takes fifty notices of a day to one number', async () => {
    const server = await provider();
    const settings = settingsFor(server.url);
    for (let sent = 0; sent < 50; sent += 1) await alibabaSms.send(reply(), settings, patient);
    expect(server.accepted).toHaveLength(50);
    expect(await alibabaSms.send(reply(), settings, patient)).toEqual({
      result: 'transient',
      code: 'isv.BUSINESS_LIMIT_CONTROL',
      retryAfterMs: 10 * MINUTE,
    });
    expect(await alibabaSms.send(reply({}, '+8613800002222'), settings, patient)).toMatchObject({
      result: 'sent',
    });
  });
});

describe('an answer', () => {
  it('with an id that would not be stored is taken without it', async () => {
    const server = await provider();
    server.fail('strange-id');
    expect(await alibabaSms.send(reply(), settingsFor(server.url), patient)).toEqual({ result: 'sent' });
  });

  it('cannot come where nothing listens, so the message was not taken', async () => {
    const server = await provider();
    await open.pop()?.close();
    expect(await alibabaSms.send(reply(), settingsFor(server.url), patient)).toEqual({
      result: 'transient',
      code: 'unreachable',
    });
  });
});

describe('the settings as they are published', () => {
  const entered = { ...key, signName, templateForAny: 'SMS_1 number=reference token=token' };

  it('name each template by what the message says', () => {
    const read = alibabaSms.settings().parse({ ...entered, templateForRatingRequest: 'SMS_2' });
    expect(read).toEqual({
      ...key,
      signName,
      templates: {
        any: { code: 'SMS_1', variables: { number: 'reference', token: 'token' } },
        'rating-request': { code: 'SMS_2', variables: {} },
      },
    });
  });
});
