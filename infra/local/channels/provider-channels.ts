import type { ChannelKind } from '../../../shared/adapters/channels/channels.ts';
import type { ChannelEntry, ChannelsContent } from '../../../shared/policies/channels-content.ts';

interface ProviderChannel extends ChannelEntry {
  readonly kind: ChannelKind;
}

/** The approved name that stands before each short message. */
export const SIGN_NAME = '清河里警务室';
export const SMS_TEMPLATE = 'SMS_480001';
export const SMS_REGION = 'ap-southeast-1';

/** A channel of each kind, with what of its settings is published. */
const channels: readonly ProviderChannel[] = [
  { name: 'wecom', kind: 'wecom' },
  { name: 'dingtalk', kind: 'dingtalk' },
  { name: 'feishu', kind: 'feishu' },
  { name: 'webhook', kind: 'webhook' },
  {
    name: 'sms',
    kind: 'alibaba-sms',
    settings: {
      signName: SIGN_NAME,
      templateForAny: `${SMS_TEMPLATE} number=reference what=what token=token`,
    },
  },
  { name: 'sms-2', kind: 'aws-sms', settings: { region: SMS_REGION, origination: 'HUIYING' } },
  { name: 'mail', kind: 'smtp', settings: { from: 'no-reply@huiying.example', fromName: SIGN_NAME } },
];

/**
 * The channels of a local station whose messages go to stand-ins of the providers. The routes use each kind in ordinary
 * work: what is wrong in one shows on the day it is written.
 */
export const providerChannels: ChannelsContent = {
  version: 'local-providers',
  channels,
  routes: [
    { to: ['guard', 'officer'], channels: ['wecom', 'dingtalk'] },
    { to: ['chief'], channels: ['dingtalk', 'feishu'] },
    { to: ['district'], urgent: true, channels: ['feishu', 'webhook'] },
    { to: ['district'], channels: ['webhook', 'feishu'] },
    { to: ['resident'], urgent: true, channels: ['sms-2', 'sms', 'mail'] },
    { to: ['resident'], channels: ['sms', 'sms-2', 'mail'] },
  ],
};
