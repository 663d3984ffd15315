import type { Priority } from '../priority.ts';
import type { Delivery, DeliverySubject } from './delivery.ts';
import { type Audience, audienceOf } from './message.ts';

/** States that a delivery is due. Ids, numbers and codes only, so that the bus carries no personal data. */
export interface Offer {
  readonly subject: DeliverySubject;
  readonly attempt: number;
  /** Whose function sends it. Absent in offers of earlier releases. */
  readonly audience?: Audience;
  /** Present for a message that follows no other and waits for none: it is claimed before it is read. */
  readonly priority?: Priority;
}

/** The offer of a delivery, as its row says. */
export const offerOf = (delivery: OfferedRow): Offer => ({
  subject: delivery.subject,
  attempt: delivery.attempts,
  audience: audienceOf(delivery.message),
  ...(goesAlone(delivery) && { priority: delivery.priority }),
});

export type OfferedRow = Pick<Delivery, 'subject' | 'attempts' | 'priority' | 'held'> & {
  readonly message: Pick<Delivery['message'], 'to'>;
};

/** A message to staff, or the first to a resident. What was held for the morning is folded with others. */
const goesAlone = ({ subject, message, held }: OfferedRow): boolean =>
  held !== true && (audienceOf(message) === 'staff' || isFirst(subject));

/** Nothing was said to the resident before the first version's messages. */
export const isFirst = (subject: DeliverySubject): boolean =>
  subject.about === 'aggregate' && subject.version === 1;
