import { type ChannelsContent, SMS_PER_DAY_MAX } from '../../../shared/policies/channels-content.ts';
import { people } from '../people/fixtures.ts';

/** An approved template, whose fixed part holds the address of the pages. */
const template = { signName: '警务室', templateForAny: 'SMS_1 number=reference token=token' };

/** What the first station published: several robots, so that the next one is tried when one is broken. */
const first: ChannelsContent = {
  version: '2026-01-01',
  channels: [
    { name: 'duty', kind: 'wecom' },
    { name: 'chief', kind: 'dingtalk' },
    { name: 'spare', kind: 'webhook', language: 'en' },
    { name: 'sms', kind: 'alibaba-sms', settings: template },
    { name: 'mail', kind: 'mail' },
  ],
  routes: [
    { to: ['chief', 'district'], urgent: true, channels: ['chief', 'duty'] },
    { to: ['guard', 'officer', 'chief', 'district'], channels: ['duty', 'spare'] },
    { to: ['resident'], channels: ['sms', 'mail'] },
  ],
};

/** What the second published: one robot for nearly everything, and nothing for who wants mail. */
const second: ChannelsContent = {
  version: '2026-01-01',
  channels: [
    { name: 'duty', kind: 'dingtalk' },
    { name: 'discreet', kind: 'feishu' },
    { name: 'sms', kind: 'alibaba-sms', settings: template },
  ],
  routes: [
    { to: ['guard', 'officer', 'chief', 'district'], sensitive: true, channels: ['discreet', 'duty'] },
    { to: ['guard', 'officer', 'chief', 'district'], channels: ['duty'] },
    { to: ['resident'], channels: ['sms'] },
  ],
};

const contents: Readonly<Record<string, ChannelsContent>> = { st1: first, st2: second };

/** What a station published, and how many short messages it pays for on one day. */
export function contentOf(station: string, smsPerDayMax = SMS_PER_DAY_MAX): ChannelsContent {
  const found = contents[station];
  if (found === undefined) throw new RangeError(`there is no station ${station}`);
  return { ...found, smsPerDayMax };
}

/** Every channel of every station. */
export const everyChannel = Object.entries(contents).flatMap(([station, { channels }]) =>
  channels.map(({ name, kind }) => ({ station, name, kind })),
);

/** How many messages a minute a channel of a kind takes, as its vendor says. Written again, as are the codes of answers. */
export const perMinuteOf: Readonly<Record<string, number>> = { wecom: 20, dingtalk: 20, feishu: 100 };

/** Over which platform a channel of a kind reaches one person; absent for a group's channel. */
export const wayOf: Readonly<Record<string, 'sms' | 'mail'>> = { 'alibaba-sms': 'sms', mail: 'mail' };

export const kindAt = (station: string, channel: string): string | undefined =>
  contents[station]?.channels.find(({ name }) => name === channel)?.kind;

export interface RoutedMessage {
  readonly station: string;
  readonly to: string;
  /** The first of the people addressed, whose role decides where the message is to an assignee. */
  readonly person: string | undefined;
  readonly urgent: boolean;
  readonly sensitive: boolean;
}

/** The names of the channels of a message's route, in order. Written apart from the code's own rule. */
export function routeNames({ station, to, person, urgent, sensitive }: RoutedMessage): readonly string[] {
  const roleOf = (id: string | undefined): string =>
    people.find((one) => one.person === id)?.role ?? 'officer';
  const role = to === 'assignee' ? roleOf(person) : to === 'co-reporters' ? 'resident' : to;
  const route = contents[station]?.routes.find(
    (one) =>
      one.to.some((known) => known === role) &&
      (one.urgent === undefined || one.urgent === urgent) &&
      (one.sensitive === undefined || one.sensitive === sensitive),
  );
  return route?.channels ?? [];
}
