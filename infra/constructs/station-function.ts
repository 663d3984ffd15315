import { join } from 'node:path';
import { CfnParameter, Duration, Reference, Tokenization } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  ApplicationLogLevel,
  Architecture,
  Code,
  type IFunction,
  type IVersion,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  RuntimeFamily,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '../bundle.ts';
import { removalPolicyOf } from '../removal.ts';
import type { Stage } from '../stages.ts';
import type { DeadLetters } from './dead-letters.ts';
import { ImpactAlarm } from './impact-alarm.ts';

/** How much of what its callers send a new version takes first: a tenth, or half where little is sent. */
export type Part = 'tenth' | 'half';

/** The name by which callers invoke a function; a release moves it to the next version. */
export const LIVE = 'live';

/** How a new version of a function takes over from the one before. */
interface Release {
  readonly alias: Alias;
  readonly firstPart: Part;
  /** The alarms that end it. */
  readonly alarms: readonly Alarm[];
}

/** What all functions of a stack have in common. */
export interface FunctionBase {
  readonly stage: Stage;
  /** Directory that holds one bundle per function name. */
  readonly bundleDir: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface StationFunctionProps extends FunctionBase {
  readonly name: FunctionName;
  /**
   * What people lose while this function fails, as one sentence; it is the alarm's text and a heading of the runbook.
   */
  readonly impact: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /**
   * Callers invoke an alias that moves to a new version in two steps; without this they invoke the newest code, and also
   * where the environment has a parameter: another value of it makes no new version, so it would never reach the alias.
   */
  readonly firstPart?: Part;
  /** Reserved concurrency, which is also the maximum. */
  readonly reservedConcurrency?: number;
  /** For asynchronous invocations: retries, maximum age of an event, and the dead letters. */
  readonly whenAsync?: {
    readonly retriesMax: number;
    readonly eventAgeSecondsMax: number;
    readonly deadLetters: DeadLetters;
  };
}

/** One Lambda function with its own bundle, role, log group and alarm. */
export class StationFunction extends Construct implements IGrantable {
  /** The function as it is deployed, whatever version: for its settings and its metrics. */
  readonly lambda: LambdaFunction;
  /** What callers invoke. */
  readonly live: IFunction;
  readonly release: Release | undefined;
  readonly role: Role;
  readonly grantPrincipal: IPrincipal;
  private readonly alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, props: StationFunctionProps) {
    super(scope, id);
    const { name, impact, stage, reservedConcurrency, whenAsync } = props;
    const firstPart = readsParameter(props.environment) ? undefined : props.firstPart;

    const logGroup = new LogGroup(this, 'Logs', {
      retention: stage.logRetention,
      removalPolicy: removalPolicyOf(stage),
    });
    // An own role, because the managed policy that CDK attaches would let every function write to every log.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.grantPrincipal = this.role;
    logGroup.grantWrite(this.role);

    const asyncOptions = whenAsync && {
      retryAttempts: whenAsync.retriesMax,
      maxEventAge: Duration.seconds(whenAsync.eventAgeSecondsMax),
      onFailure: whenAsync.deadLetters,
    };
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `If this fails: ${impact}`,
      runtime: new Runtime(stage.runtime, RuntimeFamily.NODEJS),
      architecture: architectureOf(stage),
      code: Code.fromAsset(join(props.bundleDir, name)),
      handler: 'index.handler',
      environment: { POWERTOOLS_SERVICE_NAME: name, ...props.environment },
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      tracing: Tracing.DISABLED,
      role: this.role,
      logGroup,
      // Three lines of the platform for each call (START, END, REPORT) would be half of all that is logged; their numbers
      // are metrics of the function as well. What our own code writes is not filtered.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      // Lambda keeps these for each name by which a function is invoked.
      ...(firstPart === undefined && asyncOptions),
    });

    const errors = new ImpactAlarm(this, 'Errors', {
      name: `${name}-errors`,
      impact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'sum' }),
    });
    this.rollBackOn(errors);
    this.release = firstPart && {
      alias: new Alias(this, 'Live', {
        aliasName: LIVE,
        version: this.lambda.currentVersion as IVersion,
        ...asyncOptions,
      }),
      firstPart,
      alarms: this.alarms,
    };
    // CDK declares the roles of its classes in a way that is not exactly that of its interfaces.
    this.live = (this.release?.alias ?? this.lambda) as IFunction;
  }

  /** Ends the release of a new version when the alarm is raised. */
  rollBackOn(alarm: Alarm): void {
    this.alarms.push(alarm);
  }
}

/** Whether a value is given only when the stack is deployed. */
const readsParameter = (environment: Readonly<Record<string, string>>): boolean =>
  Object.values(environment)
    .flatMap((value) => Tokenization.reverseString(value).tokens)
    .some((token) => Reference.isReference(token) && token.target instanceof CfnParameter);

const architectureOf = ({ architecture }: Stage): Architecture =>
  architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64;
