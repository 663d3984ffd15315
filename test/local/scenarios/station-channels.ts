import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeChannelSecrets } from '../../../infra/local/channels/channel-secrets.ts';
import { alibabaSms } from '../../../infra/local/fakes/alibaba-sms.ts';
import { awsSms } from '../../../infra/local/fakes/aws-sms.ts';
import { dingtalkRobot } from '../../../infra/local/fakes/dingtalk-robot.ts';
import type { Fake } from '../../../infra/local/fakes/fake.ts';
import { feishuRobot } from '../../../infra/local/fakes/feishu-robot.ts';
import { smtpSink } from '../../../infra/local/fakes/smtp-sink.ts';
import { webhookReceiver } from '../../../infra/local/fakes/webhook-receiver.ts';
import { wecomRobot } from '../../../infra/local/fakes/wecom-robot.ts';
import type { LocalRun } from '../../../infra/local/run.ts';
import type { ChannelKind } from '../../../shared/adapters/channels/channels.ts';
import type { Language } from '../../../shared/engine/language.ts';

/** What the providers of both stations are at: strict fakes, each on its own port. */
export interface Providers {
  readonly wecom: Fake;
  readonly dingtalk: Fake;
  readonly feishu: Fake;
  readonly webhook: Fake;
  readonly alibaba: Fake;
  readonly aws: Fake;
  readonly mail: Fake;
  /** Address, headers and body of all that went to one of them by HTTP, as it was sent. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const key = '73febdcb-1b38-4d1b-a994-790f21fc8d30';
const token = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9';
const dingtalkSecret = 'SEC0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const hook = '9c1e7b3a-52d4-4f8e-a0b6-3d2f1e0c9b8a';
const feishuSecret = 'aSecretOfFeishuRobots01';
const webhookSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const alibabaKey = { accessKeyId: 'LTAI5tFake', accessKeySecret: 'a-secret-of-thirty-characters' };
const signName = '石门警务室';
const region = 'ap-southeast-1';
const awsKey = { accessKeyId: 'AKIAFAKE', secretAccessKey: 'a+secret/of+forty+characters' };

/** By which the provider of the first station reports. */
export const reportSecret = '0123456789abcdef'.repeat(4);

export async function startProviders(now: () => number): Promise<Providers> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a template is written
  const templates = { SMS_1: '编号 ${number}，查看 https://hy.cn/t/${token}' };
  const fakes = {
    wecom: await wecomRobot({ key }, { now }),
    dingtalk: await dingtalkRobot({ token, secret: dingtalkSecret }, { now }),
    feishu: await feishuRobot({ token: hook, secret: feishuSecret }, { now }),
    webhook: await webhookReceiver({ secrets: [webhookSecret] }, { now }),
    alibaba: await alibabaSms({ ...alibabaKey, signName, templates }, { now }),
    aws: await awsSms({ region, ...awsKey }, { now }),
    mail: await smtpSink({ now }),
  };
  const ports = new Set(Object.values(fakes).map(({ url }) => Number(url.port)));
  const requests: string[] = [];
  const listen = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (!ports.has(request.socket.localPort ?? 0)) return;
    const parts = [`${request.url} ${JSON.stringify(request.headers)}`];
    request.on('data', (part) => parts.push(String(part)));
    request.on('end', () => requests.push(parts.join('\n')));
  };
  subscribe('http.server.request.start', listen);
  return {
    ...fakes,
    requests,
    async close() {
      unsubscribe('http.server.request.start', listen);
      await Promise.all(Object.values(fakes).map((fake) => fake.close()));
    },
  };
}

interface StationChannel {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly language?: Language;
  readonly settings?: object;
  readonly secret: Readonly<Record<string, unknown>>;
}

const stationOne = ({ wecom, dingtalk, alibaba, mail }: Providers): readonly StationChannel[] => [
  { name: 'duty', kind: 'wecom', secret: { url: wecom.url } },
  { name: 'chief', kind: 'dingtalk', secret: { url: dingtalk.url, secret: dingtalkSecret } },
  {
    name: 'sms',
    kind: 'alibaba-sms',
    settings: {
      signName,
      templateForAny: 'SMS_1 number=reference token=token',
      reportsSha256: createHash('sha256').update(reportSecret).digest('hex'),
    },
    secret: { ...alibabaKey, endpoint: alibaba.url },
  },
  {
    name: 'mail',
    kind: 'smtp',
    settings: { from: 'no-reply@huiying.example.cn' },
    secret: { host: '127.0.0.1', port: Number(mail.url.port), tls: 'none' },
  },
];

const stationTwo = ({ feishu, webhook, aws }: Providers): readonly StationChannel[] => [
  { name: 'duty', kind: 'feishu', language: 'en', secret: { url: feishu.url, secret: feishuSecret } },
  { name: 'chief', kind: 'webhook', language: 'en', secret: { url: webhook.url, secret: webhookSecret } },
  { name: 'sms', kind: 'aws-sms', settings: { region }, secret: { credentials: awsKey, endpoint: aws.url } },
];

/** A second station beside the seeded one, each with robots, language and providers of its own. */
export async function openTwoStations(run: LocalRun, providers: Providers): Promise<void> {
  const register = registerOf(run);
  const file = write(run, 'st2.json', {
    station: 'st2',
    words: { 'zh-CN': '河湾警务室', en: 'River Bend police room' },
    compound: { 'zh-CN': '河湾', en: 'River Bend' },
    phone: '0931-266 0220',
    places: [{ code: 'r1-1', building: 'r1', entrance: '1', words: { 'zh-CN': '1 号楼', en: 'Building 1' } }],
    people: ['guard', 'officer', 'chief', 'district'].map((role) => ({
      ...{ person: `p-${role}-two`, role, displayName: `${role} of River Bend` },
    })),
  });
  await register('--file', file);
  await publishChannels(run, 'st1', stationOne(providers));
  await publishChannels(run, 'st2', stationTwo(providers));
}

async function publishChannels(
  run: LocalRun,
  station: string,
  channels: readonly StationChannel[],
): Promise<void> {
  const secrets = channels.map(({ name, kind, secret }) => ({ name, kind, to: [], secret }));
  writeChannelSecrets(run.dataDir, station as never, secrets);
  const residents = channels.map(({ name }) => name).filter((name) => name === 'sms' || name === 'mail');
  const file = write(run, `channels-${station}.json`, {
    version: 'two-stations',
    channels: channels.map(({ secret: _, ...published }) => published),
    routes: [
      { to: ['guard', 'officer'], channels: ['duty'] },
      { to: ['chief', 'district'], channels: ['chief'] },
      { to: ['resident'], channels: residents },
    ],
  });
  await registerOf(run)('--station', station, '--channels', file);
}

const write = ({ dataDir }: LocalRun, name: string, content: object): string => {
  const file = join(dataDir, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

/** Runs the operator's command against the function of the running stack. */
const registerOf =
  ({ invokeEndpoint }: LocalRun) =>
  async (...options: readonly string[]): Promise<void> => {
    const local = { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
    const given = ['infra/register/register.ts', '--function', 'operate', '--endpoint', invokeEndpoint];
    await promisify(execFile)(process.execPath, [...given, ...options], {
      env: { ...process.env, ...local },
    });
  };
