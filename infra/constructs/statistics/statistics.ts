import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { caseAggregate } from '../../../shared/cases/case-aggregate.ts';
import { countedFacts } from '../../../shared/cases/statistics/counted-facts.ts';
import type { CaseTable } from '../case-table.ts';
import { DeadLetters } from '../dead-letters.ts';
import type { FactBus } from '../fact-bus.ts';
import { type FunctionBase, StationFunction } from '../station-function.ts';

export interface StatisticsProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly facts: FactBus;
}

const uncounted =
  'Some cases are missing in the statistics, or stand there as they were before, until their next step or a recount.';

/**
 * Counts each case for the statistics. An event says only that something happened to a case; the function then counts it
 * anew from all of its facts, so an event that comes late, twice or out of order changes nothing. Two consumers read the
 * table's stream already, which is as many as it serves well, so this one hears of facts on the bus.
 */
export class Statistics extends Construct {
  constructor(scope: Construct, id: string, { cases, facts, ...base }: StatisticsProps) {
    super(scope, id);
    const count = new StationFunction(this, 'Count', {
      ...base,
      name: 'stats',
      firstPart: 'half',
      impact: 'The statistics stand still: they miss what has happened since. Cases and deadlines go on.',
      memoryMegabytes: 256,
      timeoutSeconds: 60,
      whenAsync: {
        retriesMax: 2,
        eventAgeSecondsMax: 3600,
        deadLetters: new DeadLetters(this, 'FailedCounts', { name: 'stats', impact: uncounted }),
      },
    });
    cases.grantRights(count, 'stats');
    facts.subscribe('Stats', {
      detailType: 'FactRecorded',
      detail: { kind: [caseAggregate.kind], fact: [...countedFacts] },
      to: count,
      impact: uncounted,
    });
    // By which operators have the cases of a station counted anew (`operate recount`).
    new CfnOutput(this, 'FunctionName', { value: count.lambda.functionName }).overrideLogicalId(
      'StatsFunctionName',
    );
  }
}
