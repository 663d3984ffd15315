import { describe, expect, it } from 'vitest';
import { devStage, oneMachine, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const lambda = resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('OperationOperate'));
const id = lambda?.id ?? '';

interface Statement {
  readonly Action: string | string[];
  readonly Condition?: Record<string, Record<string, readonly string[] | string>>;
}
const statements = resourcesOf(dev, 'AWS::IAM::Policy')
  .filter(({ properties }) => JSON.stringify(properties.Roles).includes('OperationOperate'))
  .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: Statement[] }).Statement);

describe('the function of operators', () => {
  it('is named in the outputs of every stage, by which commands find it', () => {
    for (const stage of [devStage, oneMachine]) {
      expect(templateOf(stage).toJSON().Outputs.OperateFunctionName.Value).toEqual({
        Ref: expect.stringMatching(/^OperationOperateFunction/),
      });
    }
  });

  it('is invoked by nothing in the template', () => {
    const { Resources, Outputs: _outputs } = dev.toJSON();
    const naming = Object.entries(Resources as Record<string, unknown>)
      .filter(([name, resource]) => name !== id && JSON.stringify(resource).includes(`"${id}"`))
      .map(([, resource]) => (resource as { Type: string }).Type);
    // Its alarm and the dashboard count its errors.
    expect([...new Set(naming)].filter((type) => !type.startsWith('AWS::CloudWatch::'))).toEqual([]);
  });

  it('makes keys of stations, and opens none', () => {
    const kms = statements.filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
    expect(kms.map(({ Action }) => Action)).toEqual(['kms:GenerateDataKeyPairWithoutPlaintext']);
    const local = resourcesOf(templateOf(oneMachine), 'AWS::Lambda::Function').find((one) =>
      one.id.startsWith('OperationOperate'),
    );
    const { Variables = {} } = (local?.properties.Environment ?? {}) as {
      readonly Variables?: Readonly<Record<string, unknown>>;
    };
    expect(Object.keys(Variables).filter((name) => name.startsWith('KEY_FILE'))).toEqual([
      'KEY_FILE_TEXTS_PUBLIC',
      'KEY_FILE_CONTACTS_PUBLIC',
    ]);
  });
});
