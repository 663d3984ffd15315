import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';

/** An entry of the due index, by key only. The index may lag, so the row is loaded before it is acted on. */
export type DueRow =
  | { readonly row: 'aggregate'; readonly key: AggregateKey; readonly dueAt: Instant }
  | { readonly row: 'delivery'; readonly subject: DeliverySubject; readonly dueAt: Instant };
