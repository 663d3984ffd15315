import type { DeliverySubject } from './delivery.ts';

/** "This delivery is due": ids and the attempt number, nothing else, so that the bus never carries a person. */
export interface Offer {
  readonly subject: DeliverySubject;
  readonly attempt: number;
}
