import { Construct } from 'constructs';
import { CaseStream } from './case-stream.ts';
import type { CaseTable } from './case-table.ts';
import { DeadLetters } from './dead-letters.ts';
import type { FactBus } from './fact-bus.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

export interface OutboxProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly facts: FactBus;
  /** JSON object: the target of each channel. */
  readonly channelTargets: string;
}

/**
 * The fast path of messages: stream, relay and bus carry a committed delivery to the function that sends it. When a
 * part fails, messages are late but not lost, because the sweep offers every unsent message again.
 */
export class Outbox extends Construct {
  constructor(scope: Construct, id: string, { cases, facts, channelTargets, ...base }: OutboxProps) {
    super(scope, id);
    const relay = new StationFunction(this, 'Relay', {
      ...base,
      name: 'relay',
      impact: 'Messages leave minutes late, when the sweep offers them.',
      environment: { ...base.environment, BUS_NAME: facts.bus.eventBusName },
      memoryMegabytes: 256,
      timeoutSeconds: 30,
    });
    facts.grantAnnounce(relay);
    new CaseStream(this, 'CaseStream', {
      from: cases,
      to: relay,
      impact: 'Facts do not reach the bus: messages leave minutes late and other systems miss them.',
    });

    const notify = new StationFunction(this, 'Notify', {
      ...base,
      name: 'notify',
      impact:
        'Messages to staff and residents fail; each is offered again until it is sent or reported dead.',
      environment: { ...base.environment, CHANNEL_TARGETS: channelTargets },
      memoryMegabytes: 256,
      timeoutSeconds: 30,
      whenAsync: {
        retriesMax: 1,
        eventAgeSecondsMax: 300,
        deadLetters: new DeadLetters(this, 'FailedOffers', {
          name: 'notify',
          impact: 'An offered message was given up for now; it leaves late, when the sweep offers it again.',
        }),
      },
    });
    cases.grantLoad(notify);
    cases.grantReadRoster(notify);
    // To keep the messages to one resident in order.
    cases.grantReadDeliveries(notify);
    // For the counts of the morning brief.
    cases.grantReadBoard(notify);
    cases.grantCommit(notify);
    facts.subscribe('Offers', {
      detailType: 'DeliveryOffered',
      to: notify,
      impact: 'Offered messages do not reach the sender; they leave late, when the sweep offers them again.',
    });
  }
}
