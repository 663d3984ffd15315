import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { forwardedKinds } from '../../../shared/webhooks/event-types.ts';
import { webhooksAggregate } from '../../../shared/webhooks/webhooks-aggregate.ts';
import type { Stage } from '../../stages.ts';
import type { CaseTable } from '../case-table.ts';
import { DeadLetters } from '../dead-letters.ts';
import type { FactBus } from '../fact-bus.ts';
import type { KeyService } from '../key-service.ts';
import { ScheduleRole } from '../schedules/schedule-role.ts';
import { type FunctionBase, StationFunction } from '../station-function.ts';

export interface WebhooksProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly facts: FactBus;
  readonly keyService: KeyService;
}

/** Events wait for these; a stage that sets none aside for photos sets none aside here. */
const INSTANCES = 4;

/** Whether a stage sends its facts to other systems, and whether those may be on the same machine. */
export const webhooksEnvironment = ({
  facts,
  loopbackWebhooks,
}: Stage): { readonly WEBHOOKS?: 'outside' | 'loopback' } =>
  facts === 'all' ? { WEBHOOKS: loopbackWebhooks ? 'loopback' : 'outside' } : {};

/**
 * Sends facts to the endpoints that chiefs have entered. What does not arrive waits in the table, and a schedule tries it
 * again. The function posts to addresses of strangers, so it has no key but the one that its signatures come from, and of the
 * table its own rows.
 */
export class Webhooks extends Construct {
  constructor(scope: Construct, id: string, { cases, facts, keyService, ...base }: WebhooksProps) {
    super(scope, id);
    const send = new StationFunction(this, 'Send', {
      ...base,
      name: 'webhooks',
      firstPart: 'half',
      impact: 'Other systems learn of facts late; each event waits until it is sent or listed.',
      environment: { ...base.environment, ...webhooksEnvironment(base.stage) },
      memoryMegabytes: 256,
      timeoutSeconds: 60,
      // Also the limit: receivers that hang must not use up the concurrency of the API. Not on an account too small for it.
      ...(base.stage.photoInstances > 0 && { reservedConcurrency: INSTANCES }),
      whenAsync: {
        retriesMax: 2,
        eventAgeSecondsMax: 6 * 3600,
        deadLetters: new DeadLetters(this, 'FailedEvents', {
          name: 'webhooks',
          impact: 'Some events were given up before they waited in the table: other systems miss them.',
        }),
      },
    });
    cases.grantRights(send, 'webhooks');
    keyService.grantUse(send, 'webhooks');
    facts.subscribe('OtherSystems', {
      detailType: 'FactRecorded',
      // And that a chief asks for a test of an endpoint.
      detail: { kind: [...forwardedKinds, webhooksAggregate.kind] },
      to: send,
      impact: 'Some events did not reach the function that sends them: other systems miss them.',
    });
    this.schedule(send);
  }

  private schedule({ live: lambda }: StationFunction): void {
    const { queue } = new DeadLetters(this, 'MissedRuns', {
      name: 'webhooks-schedule',
      impact: 'Events that did not reach another system are not tried again for now.',
    });
    const role = new ScheduleRole(this, 'Role', { target: lambda.functionArn, deadLetters: queue });
    // The L1 construct, because the L2 one also grants access to every version of the function.
    new CfnSchedule(this, 'EveryFiveMinutes', {
      description: 'Tries the events again that did not reach another system.',
      scheduleExpression: 'rate(5 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: lambda.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 300 },
        deadLetterConfig: { arn: queue.queueArn },
      },
    });
  }
}
