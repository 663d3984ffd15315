import { SECOND } from '../../engine/calendar/instant.ts';
import type { Platform } from '../../engine/outbox/platforms.ts';
import type { ReportReader } from '../../engine/outbox/receipts/report-reader.ts';
import type { ChannelKinds } from '../../policies/check-channels.ts';
import type { ChannelAdapter } from './channel-adapter.ts';

/** A kind of channel: how it sends, loaded when first used, and what it needs to know of people. */
export interface KindOfChannel {
  // biome-ignore lint/suspicious/noExplicitAny: each adapter has settings of its own, read by its own shape
  readonly load: () => Promise<ChannelAdapter<any>>;
  /** Where the people it mentions have their ids. */
  readonly mentions?: Platform;
  /** It reaches one person at an address of this platform, and no group. */
  readonly reaches?: 'mail' | 'phone';
  /** How its provider reports by calls, where it does. */
  readonly reports?: () => Promise<ReportReader>;
  /** How long an attempt may take, where one needs more than a single request. */
  readonly timeoutMs?: number;
}

/** Every kind of channel, by its name. */
const kinds = {
  sink: { load: async () => (await import('./sink.ts')).sink },
  webhook: { load: async () => (await import('./standard-webhook.ts')).standardWebhook },
  wecom: { load: async () => (await import('./robots/wecom.ts')).wecom, mentions: 'wecom' },
  dingtalk: { load: async () => (await import('./robots/dingtalk.ts')).dingtalk, mentions: 'dingtalk' },
  feishu: { load: async () => (await import('./robots/feishu.ts')).feishu, mentions: 'feishu' },
  smtp: {
    load: async () => (await import('./mail/smtp.ts')).smtp,
    reaches: 'mail',
    // A dozen replies and two handshakes; some servers keep a stranger waiting for seconds.
    timeoutMs: 10 * SECOND,
  },
  'alibaba-sms': {
    load: async () => (await import('./sms/alibaba-sms.ts')).alibabaSms,
    reaches: 'phone',
    reports: async () => (await import('./sms/alibaba-sms-receipt.ts')).alibabaSmsReceipts,
  },
  'aws-sms': { load: async () => (await import('./sms/aws-sms.ts')).awsSms, reaches: 'phone' },
} as const satisfies Readonly<Record<string, KindOfChannel>>;

export type ChannelKind = keyof typeof kinds;
export const channelKinds = Object.keys(kinds) as readonly ChannelKind[];

/** A kind by the name that a station's channels give it; undefined for one that this release does not know. */
export const kindNamed = (name: string): KindOfChannel | undefined =>
  Object.hasOwn(kinds, name) ? kinds[name as ChannelKind] : undefined;

/** How the provider of a kind of channel reports by calls; `undefined` for one that does not. */
export const reportReaderOf = async (name: string): Promise<ReportReader | undefined> =>
  kindNamed(name)?.reports?.();

/** The kinds, for the check of what a station publishes. */
export const knownKinds: ChannelKinds = {
  names: channelKinds,
  async limitsOf(name) {
    const kind = kindNamed(name);
    if (kind === undefined) throw new RangeError(`there is no kind of channel ${name}`);
    return (await kind.load()).limits;
  },
};
