import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  Runtime,
  RuntimeFamily,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '../bundle.ts';
import type { Stage } from '../stages.ts';
import type { DeadLetters } from './dead-letters.ts';
import { ImpactAlarm } from './impact-alarm.ts';

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
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: StationFunctionProps) {
    super(scope, id);
    const { name, impact, stage, reservedConcurrency, whenAsync } = props;

    const logGroup = new LogGroup(this, 'Logs', {
      retention: stage.logRetention,
      removalPolicy: stage.retention === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // An own role, because the managed policy that CDK attaches would let every function write to every log.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.grantPrincipal = this.role;
    logGroup.grantWrite(this.role);

    this.lambda = new LambdaFunction(this, 'Function', {
      description: `If this fails: ${impact}`,
      runtime: new Runtime(stage.runtime, RuntimeFamily.NODEJS),
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(props.bundleDir, name)),
      handler: 'index.handler',
      environment: { POWERTOOLS_SERVICE_NAME: name, ...props.environment },
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      tracing: Tracing.DISABLED,
      role: this.role,
      logGroup,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      ...(whenAsync && {
        retryAttempts: whenAsync.retriesMax,
        maxEventAge: Duration.seconds(whenAsync.eventAgeSecondsMax),
        onFailure: new SqsDestination(whenAsync.deadLetters.queue),
      }),
    });

    new ImpactAlarm(this, 'Errors', {
      name: `${name}-errors`,
      impact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'sum' }),
    });
  }
}
