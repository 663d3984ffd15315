import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { countedFacts } from '../../shared/cases/statistics/counted-facts.ts';
import { ASKED } from '../../shared/engine/storage/keys.ts';
import { CaseStream } from './case-stream.ts';
import type { CaseTable } from './case-table.ts';
import { ChannelSecrets } from './channel-secrets.ts';
import { DeadLetters } from './dead-letters.ts';
import type { FactBus } from './fact-bus.ts';
import type { KeyService } from './key-service.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

export interface OutboxProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly facts: FactBus;
  readonly keyService: KeyService;
}

/**
 * The facts that rules of this stack want: those that the statistics count, among them that a case was received
 * (contacts.ts). Each event on the bus is paid for.
 */
const wantedFacts = countedFacts;
const anyFact = { prefix: 'F#' };
/** A station asks for a proof (prover.ts). */
const askedProof = { prefix: ASKED };

/**
 * The fast path of messages: stream, relay and bus carry a committed delivery to the function that sends it. When a
 * part fails, messages are late but not lost, because the sweep offers every unsent message again.
 */
export class Outbox extends Construct {
  constructor(scope: Construct, id: string, { cases, facts, keyService, ...base }: OutboxProps) {
    super(scope, id);
    const relay = new StationFunction(this, 'Relay', {
      ...base,
      name: 'relay',
      firstPart: 'tenth',
      impact: 'Messages leave minutes late, when the sweep offers them.',
      environment: { ...base.environment, BUS_NAME: facts.bus.eventBusName },
      memoryMegabytes: 256,
      timeoutSeconds: 30,
    });
    facts.grantAnnounce(relay);
    new CaseStream(this, 'CaseStream', {
      from: cases,
      to: relay,
      name: 'stream',
      wanted: [
        { events: ['INSERT'], sk: [{ prefix: 'D#' }, askedProof] },
        {
          events: ['INSERT'],
          sk: [anyFact],
          ...(base.stage.facts !== 'all' && { facts: wantedFacts }),
        },
      ],
      // By default one failing record would block its shard until it expires after 24 h.
      until: { retriesMax: 5, age: Duration.hours(6) },
      impact: {
        late: 'Facts do not reach the bus: messages leave minutes late and other systems miss them.',
        givenUp:
          'Some facts were given up: other systems never receive them, and messages wait for the sweep.',
      },
    });

    const sender = { ...base, firstPart: 'tenth', memoryMegabytes: 256, timeoutSeconds: 30 } as const;
    const limits = { retriesMax: 1, eventAgeSecondsMax: 300 };

    const notify = new StationFunction(this, 'Notify', {
      ...sender,
      name: 'notify',
      impact: 'Messages to staff fail; each is offered again until it is sent or reported dead.',
      whenAsync: {
        ...limits,
        deadLetters: new DeadLetters(this, 'FailedOffers', {
          name: 'notify',
          impact: 'An offered message was given up for now; it leaves late, when the sweep offers it again.',
        }),
      },
    });
    cases.grantRights(notify, 'notify');
    new ChannelSecrets(this, 'ChannelSecrets', { stage: base.stage }).grantRead(notify);
    facts.subscribe('Offers', {
      detailType: 'DeliveryOffered',
      detail: { audience: ['staff'] },
      to: notify,
      impact: 'Offered messages do not reach the sender; they leave late, when the sweep offers them again.',
    });

    // The sender of messages to staff has no key; this one opens where messages to residents go, and no other text.
    const notifyResidents = new StationFunction(this, 'NotifyResidents', {
      ...sender,
      name: 'notify-residents',
      impact:
        'Residents are told nothing but on their pages; each message is offered again until it is sent.',
      whenAsync: {
        ...limits,
        deadLetters: new DeadLetters(this, 'FailedResidentOffers', {
          name: 'notify-residents',
          impact: 'An offered message to a resident was given up for now; the sweep offers it again.',
        }),
      },
    });
    cases.grantRights(notifyResidents, 'notify-residents');
    keyService.grantOpen(notifyResidents, 'contacts');
    new ChannelSecrets(this, 'ResidentChannelSecrets', { stage: base.stage }).grantRead(notifyResidents);
    facts.subscribe('ResidentOffers', {
      detailType: 'DeliveryOffered',
      detail: { audience: ['resident'] },
      to: notifyResidents,
      impact: 'Offered messages to residents do not reach their sender; they leave late.',
    });
  }
}
