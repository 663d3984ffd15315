import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { CaseTable } from './case-table.ts';
import type { KeyService } from './key-service.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

export interface OperateProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly keyService: KeyService;
}

/**
 * The function by which operators enter and change a station, publish what it promises, and repair a row of a case.
 * Nothing in the template may invoke it: an operator needs `lambda:InvokeFunction` on it, and no right on the table.
 */
export class Operate extends Construct {
  constructor(scope: Construct, id: string, { cases, keyService, ...base }: OperateProps) {
    super(scope, id);
    const operate = new StationFunction(this, 'Operate', {
      ...base,
      name: 'operate',
      impact: 'Operators cannot change a station or repair a case; what is in force stays as it is.',
      memoryMegabytes: 512,
      // A station with some hundred places is entered in a dozen commits.
      timeoutSeconds: 60,
    });
    cases.grantRights(operate, 'operate');
    keyService.grantMakePairs(operate);
    new CfnOutput(this, 'FunctionName', { value: operate.lambda.functionName }).overrideLogicalId(
      'OperateFunctionName',
    );
  }
}
