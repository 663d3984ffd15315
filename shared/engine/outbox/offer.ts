import type { DeliverySubject } from './delivery.ts';

/** States that a delivery is due. Ids and the attempt number only, so that the bus carries no personal data. */
export interface Offer {
  readonly subject: DeliverySubject;
  readonly attempt: number;
}
