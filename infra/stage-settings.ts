import type { ChannelsContent } from '../shared/policies/channels-content.ts';

/** The issuer of staff tokens: any OIDC issuer that signs with RSA, which is all that the API's authorizer accepts. */
export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
  /** The id of the console at the issuer; the audience when absent. */
  readonly client?: string;
  /** How the issuer names the API, where it serves several (RFC 8707). */
  readonly resource?: string;
  /** Where else than at the issuer's own address the console has to ask, such as for tokens. */
  readonly origins?: readonly string[];
  /** The claims for groups and station, where they are not named `groups` and `station`. */
  readonly claims?: { readonly groups: string; readonly station: string };
}

/**
 * How a new version takes over: in two steps under the watch of alarms, which needs CodeDeploy, or at once. At once is also
 * the way to release a cure while an alarm is raised.
 */
export const releaseKinds = ['gradual', 'at-once'] as const;
export type ReleaseKind = (typeof releaseKinds)[number];

/** The issuers that the stack itself can create. */
export const staffPools = ['cognito'] as const;

/** The processors that Lambda offers; all code of a station runs on either. */
export const architectures = ['arm64', 'x86_64'] as const;

export const factsOnBus = ['wanted', 'all'] as const;

/** Where alarms go: to an email address, which must confirm once, or to an existing topic. */
export type AlarmsTo =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'topic'; readonly arn: string };

/**
 * For how long nobody can delete what the notary wrote. In `compliance` mode that holds for everybody, the account's owner
 * included; in `governance` mode an administrator can end it.
 */
export interface LogRetention {
  readonly mode: 'compliance' | 'governance';
  readonly days: number;
}

/** The settings that only the deployment, or the local run, knows. */
export interface StageSettings {
  /** The address residents see, without a trailing slash; the API's own address when absent. */
  readonly publicOrigin?: string;
  /** The address to which browsers post photos; the bucket's own address when absent. */
  readonly uploadOrigin?: string;
  /** Certificate of `publicOrigin`. With it the API serves that domain itself; without it a proxy in front must. */
  readonly certificateArn?: string;
  /**
   * IP addresses and networks of the proxies before the API. Only what these say of a sender's address is believed; every
   * other request is sent from the address that connects.
   */
  readonly proxies?: readonly string[];
  /** A deployment parameter when absent, unless the stack creates a user pool. */
  readonly oidc?: Oidc;
  /** A user pool for staff that the stack creates; not available in China. */
  readonly staffPool?: (typeof staffPools)[number];
  /** The channels of stations that published none; a webhook when absent. */
  readonly channels?: ChannelsContent;
  /** The folder of the channels' secrets, for the local run only; parameters when absent. */
  readonly channelSecretsDir?: string;
  /** A topic without subscribers when absent. */
  readonly alarmsTo?: AlarmsTo;
  /** The folder of the key files, for the local run only; a KMS key when absent. */
  readonly keyDir?: string;
  /** Path of the notary's log, for the local run only; a bucket with object lock when absent. */
  readonly notaryLogFile?: string;
  /** For how many years production locks what the notary wrote. */
  readonly notaryYears?: number;
  /** The stage's default when absent. */
  readonly release?: ReleaseKind;
  /** Which facts go to the bus: those that a rule of the stack wants, or all, so that chiefs can send them to other systems. */
  readonly facts?: (typeof factsOnBus)[number];
  /** Endpoints may be on this machine too, for the local run only. */
  readonly loopbackWebhooks?: true;
  /** Lambda runtime, for a region that does not offer the default yet. */
  readonly runtime?: string;
  /** Processors that the functions run on. */
  readonly architecture?: (typeof architectures)[number];
  /** Protects nothing against deletion yet, so that a deployment which fails can be repeated. */
  readonly firstDeployment?: boolean;
  /** Reserved concurrency of the sweep; 0 reserves none, for accounts whose quota does not allow it. */
  readonly sweepInstances?: number;
  /** The same for the function that sanitizes photos: its reservation is also the limit beyond which photos wait. */
  readonly photoInstances?: number;
}
