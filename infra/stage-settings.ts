import type { ChannelKind } from '../shared/engine/outbox/channel-kinds.ts';

export const audiences = ['staff', 'resident'] as const;

/** A way out of the system: the adapter that speaks it, and whom it reaches. */
export interface Channel {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly audience: readonly (typeof audiences)[number][];
}

/** Where each channel leads, by its name. Addresses of robots are secrets like their keys: the sender alone has them. */
export interface ChannelTarget {
  readonly url: string;
  readonly secret?: string;
}
export type ChannelTargets = Readonly<
  Record<string, ChannelTarget | { readonly stations: Readonly<Record<string, ChannelTarget>> }>
>;

/** Who vouches for staff: any OIDC issuer that signs with RSA, the only family the API's authorizer takes. */
export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
  /** What its tokens call groups and station, where not by these names. */
  readonly claims?: { readonly groups: string; readonly station: string };
}

/** Who can be made to vouch for staff by the stack itself. */
export const staffPools = ['cognito'] as const;

/** Who hears the alarms: an address that must confirm once, or a topic that somebody listens to already. */
export type AlarmsTo =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'topic'; readonly arn: string };

/** What the person who deploys, or the local run, knows and the code does not. */
export interface StageSettings {
  /** The address residents see, without a trailing slash; the API's own address when absent. */
  readonly publicOrigin?: string;
  /** Where browsers post photos to; the bucket's own address when absent. */
  readonly uploadOrigin?: string;
  /** Certificate of that address; with it the API answers there by itself, without it something in front must. */
  readonly certificateArn?: string;
  /** Asked for at deployment when absent, unless the stack makes a pool. */
  readonly oidc?: Oidc;
  /** Made by the stack, where nobody vouches for staff yet; not in China, which has none. */
  readonly staffPool?: (typeof staffPools)[number];
  /** The stage's own when absent. */
  readonly channels?: readonly Channel[];
  /** Asked for at deployment when absent, because a target is a secret. */
  readonly channelTargets?: ChannelTargets;
  /** A topic without any listener when absent. */
  readonly alarmsTo?: AlarmsTo;
  /** Path of the file with the data keys; on one machine only. A key of the key service when absent. */
  readonly keyFile?: string;
  /** Lambda runtime, for a partition that does not offer ours yet. */
  readonly runtime?: string;
  /** Instances set aside for the sweep; 0 sets none aside, for accounts whose quota does not allow it. */
  readonly sweepInstances?: number;
}
