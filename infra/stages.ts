import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ChannelsContent, standardChannels } from '../shared/policies/channels-content.ts';
import { whatChinaLacks, whatProductionLacks } from './production.ts';
import type { architectures, LogRetention, Oidc, ReleaseKind, StageSettings } from './stage-settings.ts';

export type StageName = 'local' | 'dev' | 'prod' | 'prod-cn';

export interface Stage extends StageSettings {
  readonly name: StageName;
  readonly runtime: string;
  readonly release: ReleaseKind;
  readonly architecture: (typeof architectures)[number];
  readonly channels: ChannelsContent;
  /** Shards per priority lane of the due index: more shards spread the writes, fewer make the sweep cheaper. */
  readonly shardsPerLane: number;
  /** Whether cases, keys and logs are kept when the stack is deleted. */
  readonly retention: 'keep' | 'discard';
  readonly logRetention: RetentionDays;
  readonly notaryRetention: LogRetention;
  readonly sweepInstances: number;
  readonly photoInstances: number;
}

/**
 * Two sweep instances: one slow sweep and the next one. Four photo instances: a flood of photos waits for them and leaves
 * the account's other instances to people.
 */
const common = {
  runtime: 'nodejs24.x',
  // A fifth cheaper than the other one.
  architecture: 'arm64',
  release: 'at-once',
  sweepInstances: 2,
  photoInstances: 4,
  channels: standardChannels('webhook'),
} as const;

/** Longer than cases are argued about as a rule. A lock can never be shortened, so a stage may ask for fewer years. */
const NOTARY_YEARS = 5;

/** Short, and an administrator can end it, so that a trial can be deleted. */
const trialLog: LogRetention = { mode: 'governance', days: 1 };

const production = (settings: StageSettings, lacks: readonly string[]) => {
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  return {
    ...common,
    ...settings,
    shardsPerLane: 4,
    retention: 'keep',
    logRetention: RetentionDays.THREE_MONTHS,
    notaryRetention: { mode: 'compliance', days: (settings.notaryYears ?? NOTARY_YEARS) * 365 },
  } as const;
};

/** No page says that both Chinese regions offer arm64. */
const everywhereInChina: StageSettings = { architecture: 'x86_64' };

/**
 * Every stage by name, completed with the settings of the run or deployment. An incomplete production stage throws an
 * error with a sentence for each missing requirement.
 */
export const stages: Record<StageName, (settings: StageSettings) => Stage> = {
  local: (settings) => ({
    ...common,
    // Each takes up to a gigabyte, of the memory of one machine.
    photoInstances: 2,
    ...settings,
    name: 'local',
    shardsPerLane: 1,
    retention: 'discard',
    logRetention: RetentionDays.ONE_DAY,
    notaryRetention: trialLog,
  }),
  dev: (settings) => ({
    ...common,
    ...settings,
    name: 'dev',
    shardsPerLane: 1,
    retention: 'keep',
    logRetention: RetentionDays.ONE_MONTH,
    notaryRetention: trialLog,
  }),
  prod: (settings) => ({
    ...production({ release: 'gradual', ...settings }, whatProductionLacks(settings)),
    name: 'prod',
  }),
  'prod-cn': (settings) => ({
    ...production({ ...everywhereInChina, ...settings }, whatChinaLacks(settings)),
    name: 'prod-cn',
  }),
};

/** The settings that the local run must give so that its template has no parameters. */
export interface LocalSettings extends StageSettings {
  readonly publicOrigin: string;
  readonly uploadOrigin: string;
  readonly oidc: Oidc;
  readonly channels: ChannelsContent;
  readonly channelSecretsDir: string;
  readonly keyDir: string;
  readonly notaryLogFile: string;
}

/** The stage of the local run. Its template is complete; the run adds only endpoints and credentials. */
export const localStage = (settings: LocalSettings): Stage => stages.local(settings);
