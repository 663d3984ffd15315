import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { whatChinaLacks, whatProductionLacks } from './production.ts';
import type { Channel, ChannelTargets, Oidc, StageSettings } from './stage-settings.ts';

export type StageName = 'local' | 'dev' | 'prod' | 'prod-cn';

export interface Stage extends StageSettings {
  readonly name: StageName;
  readonly runtime: string;
  readonly channels: readonly Channel[];
  /** Shards per priority lane of the due index: more shards spread the writes, fewer make the sweep cheaper. */
  readonly shardsPerLane: number;
  /** Whether cases, keys and logs are kept when the stack is deleted. */
  readonly retention: 'keep' | 'discard';
  readonly logRetention: RetentionDays;
  readonly sweepInstances: number;
  readonly photoInstances: number;
}

/**
 * Two sweep instances: one slow sweep and the next one. Four photo instances: a flood of photos waits for them and leaves
 * the account's other instances to people.
 */
const common = { runtime: 'nodejs24.x', sweepInstances: 2, photoInstances: 4 };

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
 * Every stage by name, completed with the settings of the run or deployment. An incomplete production stage throws an
 * error with a sentence for each missing requirement.
 */
export const stages: Record<StageName, (settings: StageSettings) => Stage> = {
  local: (settings) => ({
    ...common,
    // Each takes up to a gigabyte, of the memory of one machine.
    photoInstances: 2,
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
  // The same template as `prod` today; a separate stage, since names, runtime and law differ.
  'prod-cn': (settings) => ({ ...production(settings, whatChinaLacks(settings)), name: 'prod-cn' }),
};

/** The settings that the local run must give so that its template has no parameters. */
export interface LocalSettings extends StageSettings {
  readonly publicOrigin: string;
  readonly uploadOrigin: string;
  readonly oidc: Oidc;
  readonly channels: readonly Channel[];
  readonly channelTargets: ChannelTargets;
  readonly keyFile: string;
}

/** The stage of the local run. Its template is complete; the run adds only endpoints and credentials. */
export const localStage = (settings: LocalSettings): Stage => stages.local(settings);
