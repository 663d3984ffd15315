import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';

/** A row of the due index: an aggregate or a delivery whose time has come, by key only; load it before believing it. */
export type DueRow =
  | { readonly row: 'aggregate'; readonly key: AggregateKey; readonly dueAt: Instant }
  | { readonly row: 'delivery'; readonly subject: DeliverySubject; readonly dueAt: Instant };
