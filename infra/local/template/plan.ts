import type { Pattern } from '../events/pattern.ts';

/** What the template asks for, in plain words: all that the local run needs to know about it. */
export interface Plan {
  readonly functions: readonly FunctionPlan[];
  readonly routes: readonly RoutePlan[];
  readonly table: TablePlan;
  readonly streams: readonly StreamPlan[];
  readonly buses: readonly BusPlan[];
  readonly rules: readonly RulePlan[];
  readonly schedules: readonly SchedulePlan[];
  readonly queues: readonly QueuePlan[];
  readonly buckets: readonly BucketPlan[];
}

export interface FunctionPlan {
  readonly arn: string;
  readonly name: string;
  /** The function's own word for itself, for log files and messages: the service name if it has one. */
  readonly title: string;
  readonly directory: string;
  /** Module in the directory and the export in it. */
  readonly module: string;
  readonly exportName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Most instances at a time, when some are reserved. */
  readonly instancesMax: number | undefined;
  readonly whenAsync: AsyncPlan;
}

/** What becomes of an event that nobody waits for, when the function fails. */
export interface AsyncPlan {
  readonly retriesMax: number;
  readonly ageSecondsMax: number;
  readonly onFailureArn: string | undefined;
}

export interface RoutePlan {
  /** As the handler sees it, e.g. `GET /v1/cases/{id}`. */
  readonly key: string;
  readonly functionArn: string;
  readonly authorizer: AuthorizerPlan | undefined;
}

export interface AuthorizerPlan {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** One of these must be in the token; none asked for when empty. */
  readonly scopes: readonly string[];
}

export interface TablePlan {
  readonly name: string;
  readonly streamArn: string;
  /** Input of DynamoDB's CreateTable. */
  readonly createTable: Readonly<Record<string, unknown>>;
  readonly keyNames: readonly string[];
  readonly expiryAttribute: string | undefined;
}

export interface StreamPlan {
  readonly id: string;
  readonly functionArn: string;
  /** A record is handed over when one of these fits; all are when there is none. */
  readonly filters: readonly Pattern[];
  readonly batchSize: number;
  /** Endless when undefined. */
  readonly retriesMax: number | undefined;
  readonly ageSecondsMax: number | undefined;
  readonly bisect: boolean;
  readonly reportsItemFailures: boolean;
  readonly onFailureArn: string | undefined;
}

export interface BusPlan {
  readonly name: string;
  readonly arn: string;
}

export interface RulePlan {
  readonly id: string;
  readonly busName: string;
  readonly pattern: Pattern;
  readonly targets: readonly TargetPlan[];
}

export interface TargetPlan {
  readonly functionArn: string;
  /** Handed over instead of the event when the template says so. */
  readonly input: string | undefined;
  /** The part of the event that is handed over, as `$.a.b`; all of it when undefined. */
  readonly inputPath: string | undefined;
}

export interface SchedulePlan {
  readonly id: string;
  readonly everyMinutes: number;
  readonly functionArn: string;
  readonly input: string | undefined;
}

export interface BucketPlan {
  readonly name: string;
  readonly cors: readonly { readonly methods: readonly string[]; readonly origins: readonly string[] }[];
  /** Whether the account's bus hears of what comes in. */
  readonly announces: boolean;
}

export interface QueuePlan {
  readonly name: string;
  readonly arn: string;
}
