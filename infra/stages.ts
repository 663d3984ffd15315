import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { whatChinaLacks, whatProductionLacks } from './production.ts';
import type { Channel, ChannelTargets, Oidc, StageSettings } from './stage-settings.ts';

export type StageName = 'local' | 'dev' | 'prod' | 'prod-cn';

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

const production = (settings: StageSettings, lacks: readonly string[]) => {
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
  prod: (settings) => ({ ...production(settings, whatProductionLacks(settings)), name: 'prod' }),
  // The same template today, a stage of its own all the same: other names, other runtime, other law.
  'prod-cn': (settings) => ({ ...production(settings, whatChinaLacks(settings)), name: 'prod-cn' }),
};

/** What the local run must say for its template to hold no open question. */
export interface LocalSettings extends StageSettings {
  readonly publicOrigin: string;
  readonly uploadOrigin: string;
  readonly oidc: Oidc;
  readonly channels: readonly Channel[];
  readonly channelTargets: ChannelTargets;
  readonly keyFile: string;
}

/** The stage of one machine. Its template is complete: only endpoints and credentials are added when it runs. */
export const localStage = (settings: LocalSettings): Stage => stages.local(settings);
