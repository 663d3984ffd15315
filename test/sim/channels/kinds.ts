import * as z from 'zod/mini';
import type { ChannelAdapter } from '../../../shared/adapters/channels/channel-adapter.ts';
import { type KindOfChannel, kindNamed } from '../../../shared/adapters/channels/channels.ts';
import { judgeSmtpError } from '../../../shared/adapters/channels/mail/judge-smtp-error.ts';
import { dingtalk } from '../../../shared/adapters/channels/robots/dingtalk.ts';
import { feishu } from '../../../shared/adapters/channels/robots/feishu.ts';
import { wecom } from '../../../shared/adapters/channels/robots/wecom.ts';
import { alibabaSms } from '../../../shared/adapters/channels/sms/alibaba-sms.ts';
import { standardWebhook } from '../../../shared/adapters/channels/standard-webhook.ts';
import type { Judged } from '../../../shared/engine/outbox/channel.ts';
import type { Machines } from '../world/machines.ts';
import type { Run } from '../world/run.ts';
import type { Timeline } from '../world/timeline.ts';
import { everyChannel } from './contents.ts';
import { overLine } from './line.ts';
import type { Receiver, Receivers } from './receivers.ts';

/** Mail without sockets: the real judgement of what a server replies. */
const mail: ChannelAdapter<{ readonly user: string }> = {
  limits: { length: { max: 10_000, unit: 'characters' } },
  settings: () => z.strictObject({ user: z.string() }),
  async send({ address, text, unsubscribe }, { user }): Promise<Judged> {
    const body = JSON.stringify({ address, ...text, details: {}, unsubscribe });
    try {
      const { status } = await fetch(new URL(`https://${user}.example.cn`), { body });
      if (status === 250) return { result: 'sent' };
      const code = status === 535 ? 'EAUTH' : undefined;
      return judgeSmtpError({ responseCode: status, permanent: status >= 500, code, command: 'RCPT TO' });
    } catch {
      return judgeSmtpError({ code: 'ETIMEDOUT' });
    }
  },
};

// biome-ignore lint/suspicious/noExplicitAny: each adapter has settings of its own, read by its own shape
type AnyAdapter = ChannelAdapter<any>;

const adapters: Readonly<Record<string, AnyAdapter>> = {
  wecom,
  dingtalk,
  feishu,
  webhook: standardWebhook,
  'alibaba-sms': alibabaSms,
  mail,
};

/** The secret of each channel, which names its receiver and nobody else's. */
const secrets = new Map(everyChannel.map((one, index) => [pathOf(one), secretOf(one, index)]));
const receiverByAddress = new Map(
  everyChannel.map((one) => [addressIn(secrets.get(pathOf(one)) ?? {}), one] as const),
);

function pathOf({ station, name }: Pick<Receiver, 'station' | 'name'>): string {
  return `${station}/${name}`;
}

function secretOf({ station, name, kind }: Receiver, index: number): object {
  const digits = String(index).padStart(12, '0');
  switch (kind) {
    case 'wecom':
      return {
        url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=00000000-0000-4000-8000-${digits}`,
      };
    case 'dingtalk':
      return {
        url: `https://oapi.dingtalk.com/robot/send?access_token=${digits.padStart(64, '0')}`,
        secret: `SEC${digits.padStart(32, '0')}`,
      };
    case 'feishu':
      return { url: `https://open.feishu.cn/open-apis/bot/v2/hook/${digits.padStart(32, '0')}` };
    case 'webhook':
      return {
        url: `https://${station}-${name}.example.cn/`,
        secret: `whsec_${Buffer.from(digits.padStart(24, '0')).toString('base64')}`,
      };
    case 'alibaba-sms':
      return { accessKeyId: `${station}-${name}`, accessKeySecret: digits };
    default:
      return { user: `${station}-${name}` };
  }
}

/** Where settings lead: of a secret as it is kept, and as an adapter reads it. */
function addressIn(settings: {
  readonly url?: string | URL;
  readonly accessKeyId?: string;
  readonly user?: string;
}): string {
  return String(settings.url ?? settings.accessKeyId ?? settings.user);
}

const read = new Map<string, unknown>();

/** The shape of an adapter's settings. Each channel's are read once, since they stay what they are. */
const readOnce = (real: AnyAdapter): ReturnType<AnyAdapter['settings']> =>
  ({
    safeParse(given: Parameters<typeof addressIn>[0]) {
      const address = addressIn(given);
      const known = read.get(address) ?? real.settings().safeParse(given);
      read.set(address, known);
      return known;
    },
  }) as unknown as ReturnType<AnyAdapter['settings']>;

/** The secret of a channel. */
export const secretFor = (station: string, name: string): object | undefined =>
  secrets.get(pathOf({ station, name }));

export interface KindsSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly receivers: Receivers;
}

/** The kinds of channels as one run has them: the real adapters, whose requests are answered by the simulated receivers. */
export const kindsOf = ({ timeline, machines, receivers }: KindsSettings, run: Run) => {
  const over = (real: AnyAdapter): AnyAdapter => ({
    ...real,
    settings: () => readOnce(real),
    send(message, settings, options) {
      const begunAt = timeline.now();
      const receiver = receiverByAddress.get(addressIn(settings));
      if (receiver === undefined) throw new Error('a message to an address that no station has');
      const sent = { run, begunAt, now: options.now, message };
      return overLine(
        (request) =>
          machines.call(run, 'channels', () => receivers.receive(receiver, { ...sent, ...request })),
        () => real.send(message, settings, options),
      );
    },
  });
  return (name: string): KindOfChannel | undefined => {
    const real = adapters[name];
    if (real === undefined) return undefined;
    const known = name === 'mail' ? ({ reaches: 'mail' } as const) : kindNamed(name);
    return { ...known, load: async () => over(real) };
  };
};
