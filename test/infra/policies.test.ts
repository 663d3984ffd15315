import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { everyStage, resourcesOf, templateOf } from './stack.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Principal?: { readonly Service?: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Written {
  readonly Properties?: unknown;
}

/** Every statement of every policy in a template, wherever it is written. */
const statementsIn = (value: unknown): readonly Statement[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { Statement?: readonly Statement[] }).Statement;
  return Array.isArray(own) ? own : Object.values(value).flatMap(statementsIn);
};

const trial = stages.dev({ staffPool: 'cognito' });
const named = [...everyStage, trial].map((stage) => {
  const resources = templateOf(stage).toJSON().Resources as Readonly<Record<string, Written>>;
  const name = stage === trial ? 'dev with a pool of staff' : stage.name;
  return [name, Object.values(resources).flatMap(({ Properties }) => statementsIn(Properties))] as const;
});

describe.each(named)('every policy of the stage %s', (_, statements) => {
  it('has no list of values that a request without the key would pass', () => {
    const lists = statements.flatMap(({ Effect, Condition = {} }) =>
      Object.entries(Condition)
        .filter(([operator]) => Effect === 'Allow' && /^ForAllValues:|IfExists$/.test(operator))
        .flatMap(([operator, keys]) => Object.keys(keys).map((key) => ({ operator, key, Condition }))),
    );
    expect(lists.length).toBeGreaterThan(30);
    for (const { operator, key, Condition } of lists) {
      // What a write returns is a key of single-row requests alone; each names its rows by another condition.
      const isOptional = operator === 'StringEqualsIfExists' && key === 'dynamodb:ReturnValues';
      expect(isOptional ? 'false' : Condition.Null?.[key]).toBe('false');
    }
  });

  it('lets the Scheduler take a role for this account alone', () => {
    const trusts = statements.filter(({ Principal }) => Principal?.Service === 'scheduler.amazonaws.com');
    expect(trusts.length).toBeGreaterThan(0);
    for (const { Condition } of trusts) {
      expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
    }
  });

  it('lets nothing but a sender use a queue, and nobody ask about one', () => {
    const actions = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
    expect(new Set(actions.filter((action) => action.startsWith('sqs:')))).toEqual(
      new Set(['sqs:SendMessage']),
    );
  });
});

describe('a schedule', () => {
  it('starts what its role may start, and leaves what failed where its role may send', () => {
    const template = templateOf(trial);
    const roles = new Map(
      resourcesOf(template, 'AWS::IAM::Role').map(({ id, properties }) => [
        id,
        statementsIn(properties.Policies),
      ]),
    );
    for (const { properties } of resourcesOf(template, 'AWS::Scheduler::Schedule')) {
      const { Arn, RoleArn, DeadLetterConfig } = properties.Target as {
        Arn: unknown;
        RoleArn: { 'Fn::GetAtt': [string, string] };
        DeadLetterConfig: { Arn: unknown };
      };
      expect(roles.get(RoleArn['Fn::GetAtt'][0])).toEqual([
        expect.objectContaining({ Action: 'lambda:InvokeFunction', Resource: Arn }),
        expect.objectContaining({ Action: 'sqs:SendMessage', Resource: DeadLetterConfig.Arn }),
      ]);
    }
  });
});
