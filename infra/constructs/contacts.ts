import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import type { CaseTable } from './case-table.ts';
import { DeadLetters } from './dead-letters.ts';
import type { FactBus } from './fact-bus.ts';
import type { KeyService } from './key-service.ts';
import { ScheduleRole } from './schedules/schedule-role.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

export interface ContactsProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly facts: FactBus;
  readonly keyService: KeyService;
}

const later = 'Some new cases are not found by telephone until the next run, ten minutes later.';

/**
 * Makes new cases findable by telephone: the function opens a contact and stores keyed hashes of its numbers. The event
 * of the report starts it at once; what is left in the queue, because an event was lost or a run failed, is taken every
 * ten minutes.
 */
export class Contacts extends Construct {
  constructor(scope: Construct, id: string, { cases, facts, keyService, ...base }: ContactsProps) {
    super(scope, id);
    const hash = new StationFunction(this, 'Hash', {
      ...base,
      name: 'contacts',
      firstPart: 'half',
      impact: 'New cases are not found by telephone; by number, place and time they are.',
      memoryMegabytes: 256,
      timeoutSeconds: 60,
      whenAsync: {
        retriesMax: 2,
        eventAgeSecondsMax: 3600,
        deadLetters: new DeadLetters(this, 'FailedContacts', { name: 'contacts', impact: later }),
      },
    });
    cases.grantRights(hash, 'contacts');
    keyService.grantUse(hash, 'phones');
    keyService.grantOpen(hash, 'contacts');
    facts.subscribe('Contacts', {
      detailType: 'FactRecorded',
      detail: { kind: [caseAggregate.kind], fact: ['submitted'] },
      to: hash,
      impact: later,
    });
    this.schedule(hash);
  }

  private schedule({ live: lambda }: StationFunction): void {
    const { queue } = new DeadLetters(this, 'MissedRuns', {
      name: 'contacts-schedule',
      impact: 'What was left in the queue of contacts waits: those cases are not found by telephone yet.',
    });
    const role = new ScheduleRole(this, 'Role', { target: lambda.functionArn, deadLetters: queue });
    // The L1 construct, because the L2 one also grants access to every version of the function.
    new CfnSchedule(this, 'EveryTenMinutes', {
      description: 'Hashes the contacts that no event has led to.',
      scheduleExpression: 'rate(10 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: lambda.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 600 },
        deadLetterConfig: { arn: queue.queueArn },
      },
    });
  }
}
