import { Construct } from 'constructs';
import type { CaseTable } from './case-table.ts';
import { DeadLetters } from './dead-letters.ts';
import type { FactBus } from './fact-bus.ts';
import { SweepSchedule } from './schedules/sweep-schedule.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

export interface ClockProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly facts: FactBus;
}

/** The clock: every minute the sweep takes each due step and offers each message that is not yet sent. */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, { cases, facts, ...base }: ClockProps) {
    super(scope, id);
    const sweep = new StationFunction(this, 'Sweep', {
      ...base,
      name: 'sweep',
      firstPart: 'half',
      impact: 'Some reminders and escalations are late; the next minute tries again.',
      environment: { ...base.environment, BUS_NAME: facts.bus.eventBusName },
      memoryMegabytes: 512,
      timeoutSeconds: 55,
      // Reserved, so that a flood of HTTP requests cannot use up the concurrency that the sweep needs.
      ...(base.stage.sweepInstances > 0 && { reservedConcurrency: base.stage.sweepInstances }),
      whenAsync: {
        retriesMax: 0,
        eventAgeSecondsMax: 60,
        deadLetters: new DeadLetters(this, 'FailedTicks', {
          name: 'sweep',
          impact: 'A whole tick failed: every deadline of that minute waits for a later one.',
        }),
      },
    });
    cases.grantRights(sweep, 'sweep');
    facts.grantAnnounce(sweep);
    new SweepSchedule(this, 'Schedule', {
      sweep,
      impact: 'No deadline is being checked: nobody is reminded and nothing escalates until ticks return.',
    });
  }
}
