import type { Pattern } from '../events/pattern.ts';
import type { RightsByRole } from './rights.ts';

/** The part of the template that the local run needs, as plain data. */
export interface Plan {
  readonly functions: readonly FunctionPlan[];
  readonly routes: readonly RoutePlan[];
  readonly table: TablePlan;
  readonly streams: readonly StreamPlan[];
  readonly buses: readonly BusPlan[];
  readonly rules: readonly RulePlan[];
  readonly schedules: readonly SchedulePlan[];
  readonly queues: readonly QueuePlan[];
  /** What the role of each function may do. */
  readonly rights: RightsByRole;
  readonly buckets: readonly BucketPlan[];
}

export interface FunctionPlan {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** The name for log files and messages: the Powertools service name if set. */
  readonly title: string;
  readonly directory: string;
  /** The module in the directory; `exportName` is its handler. */
  readonly module: string;
  readonly exportName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Reserved concurrency, if set. */
  readonly instancesMax: number | undefined;
  readonly whenAsync: AsyncPlan;
}

/** Retries and dead letters of asynchronous invocations. */
export interface AsyncPlan {
  readonly retriesMax: number;
  readonly ageSecondsMax: number;
  readonly onFailureArn: string | undefined;
}

export interface RoutePlan {
  /** The route key, e.g. `GET /v1/cases/{id}`. */
  readonly key: string;
  readonly functionArn: string;
  readonly authorizer: AuthorizerPlan | undefined;
}

export interface AuthorizerPlan {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** One of these must be in the token; no check when empty. */
  readonly scopes: readonly string[];
}

export interface TablePlan {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  /** Input of DynamoDB's CreateTable. */
  readonly createTable: Readonly<Record<string, unknown>>;
  readonly keyNames: readonly string[];
  /** The partition key of the table, and of each index. */
  readonly partitionKey: string;
  readonly indexKeys: Readonly<Record<string, string>>;
  readonly expiryAttribute: string | undefined;
}

export interface StreamPlan {
  readonly id: string;
  readonly functionArn: string;
  /** A record is sent when one filter matches; without filters all records are. */
  readonly filters: readonly Pattern[];
  readonly batchSize: number;
  /** Unlimited when undefined. */
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

/** Fields of an event by name, as `$.a.b`, and a JSON in which `<name>` stands for the value of a field. */
export interface InputTransformer {
  readonly paths: Readonly<Record<string, string>>;
  readonly template: string;
}

export interface TargetPlan {
  readonly functionArn: string;
  /** Constant input that replaces the event, if set. */
  readonly input: string | undefined;
  /** The part of the event that is sent, as `$.a.b`; the whole event when undefined. */
  readonly inputPath: string | undefined;
  /** Makes what is sent of fields of the event, if set. */
  readonly transformer: InputTransformer | undefined;
}

export interface SchedulePlan {
  readonly id: string;
  readonly everyMinutes: number;
  readonly functionArn: string;
  readonly input: string | undefined;
}

export interface BucketPlan {
  readonly name: string;
  readonly arn: string;
  readonly cors: readonly { readonly methods: readonly string[]; readonly origins: readonly string[] }[];
  /** Whether the bucket publishes its events on the default bus. */
  readonly announces: boolean;
}

export interface QueuePlan {
  readonly name: string;
  readonly arn: string;
}
