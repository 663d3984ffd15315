import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { StationFunction } from './station-function.ts';

export interface SubscriptionProps {
  /** The event's name in the catalogue, e.g. `DeliveryOffered`. */
  readonly detailType: string;
  /** Limits the events to those whose fields have one of these values. */
  readonly detail?: Readonly<Record<string, string[]>>;
  readonly to: StationFunction;
  /** What people lose when such an event cannot be delivered, as one sentence. */
  readonly impact: string;
}

/** The bus that publishes committed facts and offers. Events hold ids only, no personal data. */
export class FactBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Without a description, which not every region takes (infra/refused-in-china.ts).
    this.bus = new EventBus(this, 'Bus');
  }

  /**
   * Delivers the events of one name to a function. It gives up after an hour: an unsent message is due again in the
   * table long before, and an outdated offer only causes a claim that fails.
   */
  subscribe(id: string, { detailType, detail, to, impact }: SubscriptionProps): void {
    const { queue } = new DeadLetters(this, `${id}DeadLetters`, { name: `bus-${id.toLowerCase()}`, impact });
    new Rule(this, id, {
      eventBus: this.bus,
      description: `${detailType} goes to ${to.node.id}`,
      eventPattern: { source: ['huiying'], detailType: [detailType], ...(detail && { detail }) },
      targets: [
        new LambdaFunction(to.live, {
          deadLetterQueue: queue,
          maxEventAge: Duration.hours(1),
          retryAttempts: 8,
        }),
      ],
    });
  }

  /** Lets the grantee publish events. */
  grantAnnounce(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['events:PutEvents'],
      resourceArns: [this.bus.eventBusArn],
    });
  }
}
