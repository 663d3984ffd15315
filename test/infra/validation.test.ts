import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnResource } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { devStage, everyStage, newApp, stackOf } from './stack.ts';

/** The findings of CDK's validation of the template, read from the report in the assembly. */
const findingsIn = (app: App): readonly string[] => {
  const { directory } = app.synth();
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
};

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly { readonly ruleName: string }[] }[];
}

describe('the validation of the finished template', () => {
  it.each(everyStage)('finds nothing in the stage $name', (stage) => {
    const app = newApp({ isValidated: true });
    stackOf(stage, app);
    expect(findingsIn(app)).toEqual([]);
  });

  it('fails synthesis for an unknown property', () => {
    const app = newApp({ isValidated: true });
    const stack = stackOf(devStage, app);
    new CfnResource(stack, 'Odd', { type: 'AWS::SQS::Queue', properties: { NoSuchProperty: 1 } });
    expect(() => app.synth()).toThrow('NoSuchProperty');
  });

  it('fails a deployment for warnings too', () => {
    const tool = readFileSync(new URL('../../infra/cdk.ts', import.meta.url), 'utf8');
    expect(tool).toContain("'--strict'");
  });
});
