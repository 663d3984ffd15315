import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { alibabaSms } from '../fakes/alibaba-sms.ts';
import { awsSms } from '../fakes/aws-sms.ts';
import { dingtalkRobot } from '../fakes/dingtalk-robot.ts';
import type { Accepted, Fake } from '../fakes/fake.ts';
import { feishuRobot } from '../fakes/feishu-robot.ts';
import type { FakeOptions } from '../fakes/http-fake.ts';
import { webhookReceiver } from '../fakes/webhook-receiver.ts';
import { wecomRobot } from '../fakes/wecom-robot.ts';
import type { LocalSecret } from './channel-secrets.ts';
import { mailServer } from './mail-server.ts';
import { SIGN_NAME, SMS_REGION, SMS_TEMPLATE } from './provider-channels.ts';

/** The stand-ins of all providers, and the secrets of the channels that lead to them. */
export interface Providers {
  readonly secrets: readonly LocalSecret[];
  close(): Promise<void>;
}

export interface ProvidersSettings {
  /** Of the residents' pages: the fixed part of the links in short messages. */
  readonly origin: string;
  readonly now: () => Instant;
  /** Called before the provider answers, so that no message is answered for and then forgotten. */
  readonly onAccepted: (channel: string, accepted: Accepted) => void;
  readonly onRefused: (channel: string, code: string) => void;
}

interface Started extends LocalSecret {
  readonly fake: Pick<Fake, 'close'>;
}

/** Starts a stand-in for each provider on loopback, on any free port, with secrets that were never used before. */
export async function startProviders(settings: ProvidersSettings): Promise<Providers> {
  const { now, onAccepted, onRefused, origin } = settings;
  const optionsOf = (name: string): FakeOptions => ({
    now,
    // The outbox keeps them.
    keep: 0,
    onAccepted: (accepted) => onAccepted(name, accepted),
    onRefused: (code) => onRefused(name, code),
  });
  const starting = Object.entries(startersOf(origin)).map(
    async ([name, start]): Promise<Started> => ({ name, ...(await start(optionsOf(name))) }),
  );
  const started = (await Promise.allSettled(starting)).flatMap((one) =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  const close = async (): Promise<void> => {
    await Promise.all(started.map(({ fake }) => fake.close()));
  };
  if (started.length < starting.length) await close();
  await Promise.all(starting);
  return { secrets: started.map(({ name, secret }) => ({ name, secret })), close };
}

type Start = (options: FakeOptions) => Promise<Omit<Started, 'name'>>;

/** By the names of their channels (provider-channels.ts). */
const startersOf = (origin: string): Readonly<Record<string, Start>> => ({
  async wecom(options) {
    const fake = await wecomRobot({ key: randomUUID() }, options);
    return { fake, secret: { url: fake.url.href } };
  },
  async dingtalk(options) {
    const secret = `SEC${hex(32)}`;
    const fake = await dingtalkRobot({ token: hex(32), secret }, options);
    return { fake, secret: { url: fake.url.href, secret } };
  },
  async feishu(options) {
    const secret = hex(16);
    const fake = await feishuRobot({ token: randomUUID(), secret }, options);
    return { fake, secret: { url: fake.url.href, secret } };
  },
  async webhook(options) {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const fake = await webhookReceiver({ secrets: [secret] }, options);
    return { fake, secret: { url: fake.url.href, secret } };
  },
  async sms(options) {
    const keys = { accessKeyId: `LTAI${hex(8)}`, accessKeySecret: hex(16) };
    const template = `编号 \${number} \${what}，请看 ${origin}/t/\${token}`;
    const account = { ...keys, signName: SIGN_NAME, templates: { [SMS_TEMPLATE]: template } };
    const fake = await alibabaSms(account, options);
    return { fake, secret: { ...keys, endpoint: fake.url.href } };
  },
  async 'sms-2'(options) {
    const credentials = { accessKeyId: `AKIA${hex(8).toUpperCase()}`, secretAccessKey: hex(20) };
    const fake = await awsSms({ region: SMS_REGION, ...credentials }, options);
    return { fake, secret: { credentials, endpoint: fake.url.href } };
  },
  async mail(options) {
    const login = { user: 'huiying', password: hex(16) };
    const { port, ...fake } = await mailServer({ ...options, login });
    return { fake, secret: { host: '127.0.0.1', port, tls: 'none', ...login } };
  },
});

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
