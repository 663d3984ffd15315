import type { StageSettings } from './stage-settings.ts';

/** Provider addresses, which a deployment can lose; printed codes must outlive them. */
const providerAddresses = [
  /\.amazonaws\.com(\.cn)?$/,
  /\.cloudfront\.(net|cn)$/,
  /\.on\.aws$/,
  /(^|\.)localhost$/,
];

/** The requirements that a production stage does not meet, one sentence for each. */
export const whatProductionLacks = (settings: StageSettings): readonly string[] =>
  rules.filter(({ holds }) => !holds(settings)).map(({ sentence }) => sentence);

/** The same for a stage in China, which has no Cognito user pools. */
export const whatChinaLacks = ({ staffPool, ...settings }: StageSettings): readonly string[] => [
  ...(staffPool === undefined
    ? []
    : ['China has no Cognito user pools: leave out staffPool and give an issuer.']),
  ...whatProductionLacks(settings),
];

interface Rule {
  readonly holds: (settings: StageSettings) => boolean;
  readonly sentence: string;
}

const rules: readonly Rule[] = [
  {
    holds: ({ oidc, staffPool }) => staffPool !== undefined || (oidc?.issuer.startsWith('https://') ?? false),
    sentence:
      'Production needs an issuer of staff tokens, at an https address: --context oidcIssuer=https://… and oidcAudience=…; outside China also --context staffPool=cognito, which makes one',
  },
  {
    holds: ({ publicOrigin }) => publicOrigin !== undefined && isOwnAddress(publicOrigin),
    sentence:
      'Production needs an https domain of the operator’s own, because printed codes outlive deployments: --context publicOrigin=https://…',
  },
  {
    holds: ({ alarmsTo }) => alarmsTo !== undefined,
    sentence:
      'Production needs a receiver of its alarms: --context alarmEmail=… or --context alarmTopicArn=…',
  },
  {
    holds: ({ sweepInstances = 1 }) => sweepInstances > 0,
    sentence:
      'Production reserves Lambda instances for the sweep: raise the account’s quota, then leave out sweepInstances.',
  },
  {
    holds: ({ photoInstances = 1 }) => photoInstances > 0,
    sentence:
      'Production limits the instances that photos take: raise the account’s quota, then leave out photoInstances.',
  },
  {
    holds: ({ keyDir }) => keyDir === undefined,
    sentence: 'Production keeps its keys in KMS: key files are for one machine only.',
  },
  {
    holds: ({ channelSecretsDir }) => channelSecretsDir === undefined,
    sentence: 'Production keeps the secrets of channels in Parameter Store: files are for one machine only.',
  },
  {
    holds: ({ notaryLogFile }) => notaryLogFile === undefined,
    sentence: 'Production keeps the notary’s log in a locked bucket: a file is for one machine only.',
  },
];

const isOwnAddress = (origin: string): boolean => {
  const { protocol, hostname, port, origin: ownOrigin } = new URL(origin);
  const isDomainName = hostname.includes('.') && !/^[\d.]+$/.test(hostname);
  const isProviderAddress = providerAddresses.some((pattern) => pattern.test(hostname));
  return protocol === 'https:' && port === '' && ownOrigin === origin && isDomainName && !isProviderAddress;
};
