import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type StageName = 'local' | 'dev';

/** A way out of the system: the adapter that speaks it, and whom it reaches. */
export interface Channel {
  readonly name: string;
  readonly kind: 'sink' | 'webhook';
  readonly audience: readonly ('staff' | 'resident')[];
}

/** Where each channel leads, by its name. Addresses of robots are secrets like their keys: the sender alone has them. */
export type ChannelTargets = Readonly<Record<string, { readonly url: string; readonly secret?: string }>>;

/** Who vouches for staff: any OIDC issuer that signs with RSA, the only family the API's authorizer takes. */
export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
}

/** What the person who deploys, or the local run, knows and the code does not. */
export interface StageSettings {
  /** The address residents see, without a trailing slash; the API's own address when absent. */
  readonly publicOrigin?: string;
  /** Asked for at deployment when absent. */
  readonly oidc?: Oidc;
  /** Asked for at deployment when absent, because a target is a secret. */
  readonly channelTargets?: ChannelTargets;
  /** Path of the file with the data keys; on one machine only. */
  readonly keyFile?: string;
  /** Lambda runtime, for a partition that does not offer ours yet. */
  readonly runtime?: string;
}

export interface Stage extends StageSettings {
  readonly name: StageName;
  readonly runtime: string;
  readonly channels: readonly Channel[];
  /** Shards of each priority lane of the due index: more spread the writes, fewer make the sweep cheaper. */
  readonly shardsPerLane: number;
  /** Whether cases and logs outlive the stack. */
  readonly retention: 'keep' | 'discard';
  readonly logRetention: RetentionDays;
}

const runtime = 'nodejs24.x';

/** Every stage, by name, completed with what only the run or the deployment knows. */
export const stages: Record<StageName, (settings: StageSettings) => Stage> = {
  local: (settings) => ({
    runtime,
    ...settings,
    name: 'local',
    channels: [],
    shardsPerLane: 1,
    retention: 'discard',
    logRetention: RetentionDays.ONE_DAY,
  }),
  dev: (settings) => ({
    runtime,
    ...settings,
    name: 'dev',
    channels: [{ name: 'webhook', kind: 'webhook', audience: ['staff', 'resident'] }],
    shardsPerLane: 1,
    retention: 'keep',
    logRetention: RetentionDays.ONE_MONTH,
  }),
};

/** What the local run must say for its template to hold no open question. */
export interface LocalSettings extends StageSettings {
  readonly publicOrigin: string;
  readonly oidc: Oidc;
  readonly channels: readonly Channel[];
  readonly channelTargets: ChannelTargets;
  readonly keyFile: string;
}

/** The stage of one machine. Its template is complete: only endpoints and credentials are added when it runs. */
export const localStage = ({ channels, ...settings }: LocalSettings): Stage => ({
  ...stages.local(settings),
  channels,
});
