import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { whatProductionLacks } from './production.ts';

export type StageName = 'local' | 'dev' | 'prod' | 'prod-cn';

/** What the adapters in shared/adapters/channels can speak. */
export const channelKinds = ['sink', 'webhook'] as const;
export const audiences = ['staff', 'resident'] as const;

/** A way out of the system: the adapter that speaks it, and whom it reaches. */
export interface Channel {
  readonly name: string;
  readonly kind: (typeof channelKinds)[number];
  readonly audience: readonly (typeof audiences)[number][];
}

/** Where each channel leads, by its name. Addresses of robots are secrets like their keys: the sender alone has them. */
export type ChannelTargets = Readonly<Record<string, { readonly url: string; readonly secret?: string }>>;

/** Who vouches for staff: any OIDC issuer that signs with RSA, the only family the API's authorizer takes. */
export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
}

/** Who hears the alarms: an address that must confirm once, or a topic that somebody listens to already. */
export type AlarmsTo =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'topic'; readonly arn: string };

/** What the person who deploys, or the local run, knows and the code does not. */
export interface StageSettings {
  /** The address residents see, without a trailing slash; the API's own address when absent. */
  readonly publicOrigin?: string;
  /** Certificate of that address; with it the API answers there by itself, without it something in front must. */
  readonly certificateArn?: string;
  /** Asked for at deployment when absent. */
  readonly oidc?: Oidc;
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

export interface Stage extends StageSettings {
  readonly name: StageName;
  readonly runtime: string;
  readonly channels: readonly Channel[];
  /** Shards of each priority lane of the due index: more spread the writes, fewer make the sweep cheaper. */
  readonly shardsPerLane: number;
  /** Whether cases, keys and logs outlive the stack. */
  readonly retention: 'keep' | 'discard';
  readonly logRetention: RetentionDays;
  readonly sweepInstances: number;
}

/** Room for one slow sweep and the next. */
const common = { runtime: 'nodejs24.x', sweepInstances: 2 };

const production = (settings: StageSettings) => {
  const lacks = whatProductionLacks(settings);
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  return {
    ...common,
    channels: [],
    ...settings,
    shardsPerLane: 4,
    retention: 'keep',
    logRetention: RetentionDays.THREE_MONTHS,
  } as const;
};

/**
 * Every stage, by name, completed with what only the run or the deployment knows. A production stage that would not
 * keep the promise is refused with sentences.
 */
export const stages: Record<StageName, (settings: StageSettings) => Stage> = {
  local: (settings) => ({
    ...common,
    channels: [],
    ...settings,
    name: 'local',
    shardsPerLane: 1,
    retention: 'discard',
    logRetention: RetentionDays.ONE_DAY,
  }),
  dev: (settings) => ({
    ...common,
    channels: [{ name: 'webhook', kind: 'webhook', audience: ['staff', 'resident'] }],
    ...settings,
    name: 'dev',
    shardsPerLane: 1,
    retention: 'keep',
    logRetention: RetentionDays.ONE_MONTH,
  }),
  prod: (settings) => ({ ...production(settings), name: 'prod' }),
  // The same template today, a stage of its own all the same: other names, other runtime, other law.
  'prod-cn': (settings) => ({ ...production(settings), name: 'prod-cn' }),
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
export const localStage = (settings: LocalSettings): Stage => stages.local(settings);
