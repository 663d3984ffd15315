import { describe, expect, it } from 'vitest';
import { devStage, oneMachine, resourcesOf, templateOf } from './stack.ts';

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
const keysOf = (role: string, action: string): readonly string[] =>
  statementsOf(role)
    .filter(({ Action }) => [Action].flat().includes(action))
    .flatMap(({ Condition = {} }) =>
      Object.values(Condition).flatMap((one) => one['dynamodb:LeadingKeys'] ?? []),
    );
const kmsUses = (role: string): readonly string[] =>
  statementsOf(role)
    .filter(({ Action }) => JSON.stringify(Action).includes('kms:'))
    .flatMap(({ Condition = {} }) =>
      [Condition.StringEquals?.['kms:EncryptionContext:huiying'] ?? []].flat(),
    );

describe('the function that makes cases findable by telephone', () => {
  it('is told of each report, and of nothing else', () => {
    const rules = resourcesOf(dev, 'AWS::Events::Rule').filter(({ properties }) =>
      JSON.stringify(properties.Targets).includes(String(hash?.id)),
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

  it('may write only the rows that find cases by telephone, and its own key, and no row of a case', () => {
    expect(keysOf('ContactsHash', 'dynamodb:PutItem').toSorted()).toEqual(['K#phones', 'S#*#H#*']);
    expect(keysOf('ContactsHash', 'dynamodb:UpdateItem')).toEqual([]);
  });

  it('reads cases and their contacts, and no roster, link or secret link', () => {
    expect(keysOf('ContactsHash', 'dynamodb:GetItem').toSorted()).toEqual([
      'K#phones',
      'K#texts',
      'S#*#H#*',
      'S#*#case#*',
    ]);
    expect(keysOf('ContactsHash', 'dynamodb:Query')).toEqual(['S#*#case#*']);
  });

  it('shares the key of numbers with the function of staff, and not with the one of residents', () => {
    expect(kmsUses('ContactsHash').toSorted()).toEqual(['phones', 'texts']);
    expect(kmsUses('HttpStaff').toSorted()).toEqual(['phones', 'texts']);
    expect(kmsUses('HttpPublic')).toEqual(['texts']);
    expect(keysOf('HttpPublic', 'dynamodb:PutItem')).toEqual(expect.arrayContaining(['K#texts', 'K#phones']));
    const writesKey = statementsOf('HttpPublic').some(({ Condition = {} }) =>
      Condition['ForAllValues:StringEquals']?.['dynamodb:LeadingKeys']?.includes('K#phones'),
    );
    expect(writesKey).toBe(false);
  });
});
