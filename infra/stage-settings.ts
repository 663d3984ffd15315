import type { ChannelKind } from '../shared/engine/outbox/channel-kinds.ts';

export const audiences = ['staff', 'resident'] as const;

/** A channel by which notices leave the system: its adapter and its audience. */
export interface Channel {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly audience: readonly (typeof audiences)[number][];
}

/** The address of one channel. Webhook addresses are secrets like their keys; only the sending function gets them. */
export interface ChannelTarget {
  readonly url: string;
  readonly secret?: string;
}
export type ChannelTargets = Readonly<
  Record<string, ChannelTarget | { readonly stations: Readonly<Record<string, ChannelTarget>> }>
>;

/** The issuer of staff tokens: any OIDC issuer that signs with RSA, which is all that the API's authorizer accepts. */
export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
  /** The claims for groups and station, where they are not named `groups` and `station`. */
  readonly claims?: { readonly groups: string; readonly station: string };
}

/** The issuers that the stack itself can create. */
export const staffPools = ['cognito'] as const;

/** Where alarms go: to an email address, which must confirm once, or to an existing topic. */
export type AlarmsTo =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'topic'; readonly arn: string };

/** The settings that only the deployment, or the local run, knows. */
export interface StageSettings {
  /** The address residents see, without a trailing slash; the API's own address when absent. */
  readonly publicOrigin?: string;
  /** The address to which browsers post photos; the bucket's own address when absent. */
  readonly uploadOrigin?: string;
  /** Certificate of `publicOrigin`. With it the API serves that domain itself; without it a proxy in front must. */
  readonly certificateArn?: string;
  /** A deployment parameter when absent, unless the stack creates a user pool. */
  readonly oidc?: Oidc;
  /** A user pool for staff that the stack creates; not available in China. */
  readonly staffPool?: (typeof staffPools)[number];
  /** The stage's default when absent. */
  readonly channels?: readonly Channel[];
  /** A deployment parameter when absent, because a target is a secret. */
  readonly channelTargets?: ChannelTargets;
  /** A topic without subscribers when absent. */
  readonly alarmsTo?: AlarmsTo;
  /** Path of the master key's file, for the local run only; a KMS key when absent. */
  readonly keyFile?: string;
  /** Lambda runtime, for a partition that does not offer the default yet. */
  readonly runtime?: string;
  /** Reserved concurrency of the sweep; 0 reserves none, for accounts whose quota does not allow it. */
  readonly sweepInstances?: number;
  /** The same for the function that sanitizes photos: its reservation is also the limit beyond which photos wait. */
  readonly photoInstances?: number;
}
