import type { ChannelKind } from '../shared/engine/outbox/channel-kinds.ts';
import type { StageSettings } from './stage-settings.ts';

/** Addresses that a deployment is given and can lose; a code printed on a wall must outlive it. */
const borrowed = [/\.amazonaws\.com(\.cn)?$/, /\.cloudfront\.(net|cn)$/, /\.on\.aws$/, /(^|\.)localhost$/];

/** What a stage must have before anybody is told that every case gets its response; a sentence for each lack. */
export const whatProductionLacks = (settings: StageSettings): readonly string[] =>
  rules.filter(({ holds }) => !holds(settings)).map(({ sentence }) => sentence);

/** The same for a stage in China, where nothing of ours can vouch for staff. */
export const whatChinaLacks = ({ staffPool, ...settings }: StageSettings): readonly string[] => [
  ...(staffPool === undefined
    ? []
    : ['China has no Cognito user pools: leave out staffPool and give an issuer.']),
  ...whatProductionLacks(settings),
];

/** Whether a message that was sent over this kind is in front of a person, or in a file of the same machine. */
const reachesPeople: Readonly<Record<ChannelKind, boolean>> = { sink: false, webhook: true };

interface Rule {
  readonly holds: (settings: StageSettings) => boolean;
  readonly sentence: string;
}

const rules: readonly Rule[] = [
  {
    holds: ({ channels = [] }) =>
      channels.some(({ kind, audience }) => reachesPeople[kind] && audience.includes('staff')),
    sentence:
      'Production needs a channel that reaches staff, or no reminder arrives: --context channels=robot:webhook:staff',
  },
  {
    holds: ({ channelTargets }) => channelTargets === undefined,
    sentence:
      'Channel targets are secrets and no part of the template: give them at deployment, as the parameter ChannelTargets.',
  },
  {
    holds: ({ oidc, staffPool }) => staffPool !== undefined || (oidc?.issuer.startsWith('https://') ?? false),
    sentence:
      'Production needs an issuer of staff tokens, at an https address: --context oidcIssuer=https://… and oidcAudience=…; outside China also --context staffPool=cognito, which makes one',
  },
  {
    holds: ({ publicOrigin }) => publicOrigin !== undefined && isOwnAddress(publicOrigin),
    sentence:
      'Production needs an https domain of the station’s own, because codes on walls outlive deployments: --context publicOrigin=https://…',
  },
  {
    holds: ({ alarmsTo }) => alarmsTo !== undefined,
    sentence:
      'Production needs somebody who hears its alarms: --context alarmEmail=… or --context alarmTopicArn=…',
  },
  {
    holds: ({ sweepInstances = 1 }) => sweepInstances > 0,
    sentence:
      'Production sets instances aside for the sweep: raise the account’s quota, then leave out sweepInstances.',
  },
  {
    holds: ({ keyFile }) => keyFile === undefined,
    sentence: 'Production keeps its key in the key service: a key file is for one machine.',
  },
];

const isOwnAddress = (origin: string): boolean => {
  const { protocol, hostname, port, origin: bare } = new URL(origin);
  const named = hostname.includes('.') && !/^[\d.]+$/.test(hostname);
  const lent = borrowed.some((pattern) => pattern.test(hostname));
  return protocol === 'https:' && port === '' && bare === origin && named && !lent;
};
