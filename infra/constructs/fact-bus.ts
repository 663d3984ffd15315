import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { StationFunction } from './station-function.ts';

export interface SubscriptionProps {
  /** The fact's name in the catalogue, e.g. `DeliveryOffered`. */
  readonly detailType: string;
  readonly to: StationFunction;
  /** What people lose when such a fact cannot be handed over. */
  readonly impact: string;
}

/** The bus on which committed facts become known. It carries ids, never anything about a person. */
export class FactBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      description: 'Committed facts and offered deliveries; ids only.',
    });
  }

  /**
   * Hands every fact of one name to a function. Given up after an hour: whatever must reach somebody is due again
   * in the table long before that, and a stale offer only costs a claim that fails.
   */
  subscribe(id: string, { detailType, to, impact }: SubscriptionProps): void {
    const { queue } = new DeadLetters(this, `${id}DeadLetters`, { name: `bus-${id.toLowerCase()}`, impact });
    new Rule(this, id, {
      eventBus: this.bus,
      description: `${detailType} goes to ${to.node.id}`,
      eventPattern: { source: ['huiying'], detailType: [detailType] },
      targets: [
        new LambdaFunction(to.lambda, {
          deadLetterQueue: queue,
          maxEventAge: Duration.hours(1),
          retryAttempts: 8,
        }),
      ],
    });
  }

  /** Announce what has been committed. */
  grantAnnounce(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['events:PutEvents'],
      resourceArns: [this.bus.eventBusArn],
    });
  }
}
