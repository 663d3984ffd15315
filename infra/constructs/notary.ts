import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { notaryPrefix, readLogPrefix, storedKeyPrefix } from '../../shared/engine/storage/keys.ts';
import { CaseStream } from './case-stream.ts';
import type { CaseTable } from './case-table.ts';
import type { KeyService } from './key-service.ts';
import type { NotaryLog } from './notary-log.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

export interface NotaryProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly keyService: KeyService;
  readonly notaryLog: NotaryLog;
}

const late =
  'History has no witness for now: until the notary has stated it, a change of it may not be found.';

const everyEvent = ['INSERT', 'MODIFY', 'REMOVE'] as const;

/** As long as a stream keeps its records: what is given up before could have been stated. */
const RECORD_AGE_MAX = Duration.hours(24);

/**
 * The notary: a consumer of the table's stream that checks that each new head of a history extends the last one, and
 * adds it to a log that nobody can change. So a writer of the table cannot vouch for what it wrote. What the
 * stream lost is stated late: the prover asks for it by rows of its own, which come by the same stream.
 */
export class Notary extends Construct {
  constructor(scope: Construct, id: string, { cases, keyService, notaryLog, ...base }: NotaryProps) {
    super(scope, id);
    const attest = new StationFunction(this, 'Attest', {
      ...base,
      name: 'notary',
      firstPart: 'tenth',
      impact: late,
      environment: { ...base.environment, ...notaryLog.environment },
      memoryMegabytes: 512,
      timeoutSeconds: 60,
      // One process at a time adds to a file.
      ...(base.stage.notaryLogFile !== undefined && { reservedConcurrency: 1 }),
    });
    cases.grantRights(attest, 'notary');
    keyService.grantUse(attest, 'notary');
    notaryLog.grantAppend(attest);
    // By which operators tell it what stays on record in its log (`operate settle`, `operate restored`).
    new CfnOutput(this, 'FunctionName', { value: attest.lambda.functionName }).overrideLogicalId(
      'NotaryFunctionName',
    );
    new CaseStream(this, 'Stream', {
      from: cases,
      to: attest,
      name: 'notary-stream',
      wanted: [
        // A fact is written once, with the state that it leads to; what happens to it afterwards is an objection.
        { events: everyEvent, sk: ['STATE', { prefix: 'F#' }] },
        { events: everyEvent, pk: [{ prefix: readLogPrefix }] },
        // A key is stored once.
        { events: ['MODIFY', 'REMOVE'], pk: [{ prefix: storedKeyPrefix }] },
        // What the prover asks to be stated late, and the daily roots.
        { events: ['INSERT', 'MODIFY'], pk: [{ prefix: notaryPrefix }] },
      ],
      until: { age: RECORD_AGE_MAX },
      impact: {
        late,
        givenUp:
          'The notary gave up some changes: they are stated late, and an objection to them may be missing.',
      },
    });
  }
}
