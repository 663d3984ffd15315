import type { AwsCli, CliAnswer } from '../../infra/preflight/aws-cli.ts';

/** One account and region of AWS, as far as the AWS CLI shows it. */
export interface FakeAccount {
  readonly arn: string;
  readonly region: string;
  /** Instances of Lambda that the account may run, and those that no function reserves. */
  readonly instances: number;
  readonly unreserved: number;
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
  /** Version of CDK's bootstrap. */
  readonly bootstrap?: string;
  readonly stacks: Readonly<
    Record<string, { status: string; isProtected?: boolean; parameters: Readonly<Record<string, string>> }>
  >;
  readonly certificates: Readonly<Record<string, { status: string; names: readonly string[] }>>;
  /** The names of the alarms that are raised. */
  readonly raised?: readonly string[];
  /** Operations that the credentials may not call. */
  readonly forbidden?: readonly string[];
}

type Options = Readonly<Record<string, string>>;

const failed = (code: string, message: string): CliAnswer => ({ error: { code, message } });

/**
 * The AWS CLI for one account, strict: a command or an option that its reference does not have, a missing option or another
 * region throws. Answers have the members that the reference shows, and errors the codes of the API reference.
 */
export function fakeAws(account: FakeAccount): AwsCli {
  const commands: Readonly<
    Record<string, { readonly needs: readonly string[]; answer(options: Options): CliAnswer }>
  > = {
    'sts get-caller-identity': {
      needs: [],
      answer: () => ({
        json: { UserId: 'AIDA', Account: account.arn.split(':')[4], Arn: account.arn },
      }),
    },
    'lambda get-account-settings': {
      needs: [],
      answer: () => ({
        json: {
          AccountLimit: {
            TotalCodeSize: 80530636800,
            CodeSizeUnzipped: 262144000,
            CodeSizeZipped: 52428800,
            ConcurrentExecutions: account.instances,
            UnreservedConcurrentExecutions: account.unreserved,
          },
          AccountUsage: { TotalCodeSize: 1, FunctionCount: 1 },
        },
      }),
    },
    'lambda list-layers': {
      needs: ['--max-items'],
      answer: (options) => {
        const runtime = options['--compatible-runtime'];
        const architecture = options['--compatible-architecture'];
        if (runtime !== undefined && !account.runtimes.includes(runtime)) {
          return failed(
            'InvalidParameterValueException',
            `Value ${runtime} at 'compatibleRuntime' failed to satisfy constraint: Member must satisfy enum value set`,
          );
        }
        if (architecture !== undefined && !account.architectures.includes(architecture)) {
          return failed(
            'InvalidParameterValueException',
            `CompatibleArchitectures are not supported in ${account.region}.`,
          );
        }
        return { json: { Layers: [] } };
      },
    },
    'ssm get-parameter': {
      needs: ['--name'],
      answer: ({ '--name': name }) =>
        account.bootstrap === undefined || name !== '/cdk-bootstrap/hnb659fds/version'
          ? failed('ParameterNotFound', '')
          : { json: { Parameter: { Name: name, Type: 'String', Value: account.bootstrap, Version: 1 } } },
    },
    'cloudformation describe-stacks': {
      needs: ['--stack-name'],
      answer: ({ '--stack-name': name = '' }) => {
        const stack = account.stacks[name];
        if (stack === undefined) return failed('ValidationError', `Stack with id ${name} does not exist`);
        const Parameters = Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        }));
        const { status: StackStatus, isProtected: EnableTerminationProtection = false } = stack;
        return {
          json: { Stacks: [{ StackName: name, StackStatus, EnableTerminationProtection, Parameters }] },
        };
      },
    },
    'cloudwatch describe-alarms': {
      needs: ['--alarm-name-prefix', '--state-value'],
      answer: ({ '--alarm-name-prefix': prefix = '', '--state-value': StateValue }) => {
        if (StateValue !== 'ALARM') throw new Error(`Only raised alarms are known here, not ${StateValue}.`);
        const raised = (account.raised ?? []).filter((name) => name.startsWith(prefix));
        return {
          json: { MetricAlarms: raised.map((AlarmName) => ({ AlarmName, StateValue })), CompositeAlarms: [] },
        };
      },
    },
    'acm describe-certificate': {
      needs: ['--certificate-arn'],
      answer: ({ '--certificate-arn': arn = '' }) => {
        const certificate = account.certificates[arn];
        if (certificate === undefined) {
          return failed('ResourceNotFoundException', `Could not find certificate ${arn}.`);
        }
        const { status: Status, names } = certificate;
        return {
          json: { Certificate: { DomainName: names[0], SubjectAlternativeNames: names, Status } },
        };
      },
    },
  };
  const optional: readonly string[] = ['--compatible-runtime', '--compatible-architecture'];

  return async ([service = '', operation = '', ...words]) => {
    const command = commands[`${service} ${operation}`];
    if (command === undefined) throw new Error(`The AWS CLI has no ${service} ${operation} here.`);
    const options: Record<string, string> = {};
    for (let at = 0; at < words.length; at += 2) options[words[at] ?? ''] = words[at + 1] ?? '';
    const known = ['--region', ...command.needs, ...(operation === 'list-layers' ? optional : [])];
    const strange = Object.keys(options).filter((name) => !known.includes(name));
    if (strange.length > 0) throw new Error(`${operation} has no option ${strange.join(', ')}.`);
    const absent = ['--region', ...command.needs].filter((name) => !options[name]);
    if (absent.length > 0) throw new Error(`${operation} needs ${absent.join(', ')}.`);
    if (options['--region'] !== account.region) throw new Error(`another region: ${options['--region']}`);
    if (account.forbidden?.includes(operation)) {
      return failed('AccessDeniedException', `User is not authorized to perform ${operation}.`);
    }
    return command.answer(options);
  };
}
