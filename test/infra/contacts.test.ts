import { describe, expect, it } from 'vitest';
import { aliasOf, devStage, oneMachine, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const hash = resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('ContactsHash'));

interface Statement {
  readonly Action: string | string[];
  readonly Condition?: Record<string, Record<string, string[]>>;
}
const statementsOf = (role: string): readonly Statement[] =>
  resourcesOf(dev, 'AWS::IAM::Policy')
    .filter(({ properties }) => JSON.stringify(properties.Roles).includes(role))
    .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: Statement[] }).Statement);
const kmsUses = (role: string): readonly string[] =>
  statementsOf(role)
    .filter(({ Action }) => JSON.stringify(Action).includes('kms:'))
    .flatMap(({ Condition = {} }) =>
      [Condition.StringEquals?.['kms:EncryptionContext:huiying'] ?? []].flat(),
    );

describe('the function that makes cases findable by telephone', () => {
  it('is told of each report, and of nothing else', () => {
    const rules = resourcesOf(dev, 'AWS::Events::Rule').filter(({ properties }) =>
      JSON.stringify(properties.Targets).includes(aliasOf(dev, hash?.id)),
    );
    expect(rules.map(({ properties }) => properties.EventPattern)).toEqual([
      {
        source: ['huiying'],
        'detail-type': ['FactRecorded'],
        detail: { kind: ['case'], fact: ['submitted'] },
      },
    ]);
  });

  it.each([
    ['dev', dev],
    ['local', templateOf(oneMachine)],
  ])('looks every ten minutes for what no event has led to, in %s', (_, template) => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(10 minutes)' });
  });

  it('shares the key of numbers with the function of staff, and not with the one of residents', () => {
    expect(kmsUses('ContactsHash').toSorted()).toEqual(['contacts', 'phones']);
    expect(kmsUses('HttpStaff')).toContain('phones');
    expect(kmsUses('HttpPublic')).not.toContain('phones');
    const writesKey = statementsOf('HttpPublic').some(({ Condition = {} }) =>
      Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']?.includes('K#phones'),
    );
    expect(writesKey).toBe(false);
  });
});
