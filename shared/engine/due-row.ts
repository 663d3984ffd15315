import type { CaseKey } from '../cases/case-key.ts';
import type { Instant } from './calendar/instant.ts';
import type { DeliverySubject } from './outbox/delivery.ts';

/** A row of the due index: a case or a delivery whose time has come, by key only; load it before believing it. */
export type DueRow =
  | { readonly kind: 'case'; readonly key: CaseKey; readonly dueAt: Instant }
  | { readonly kind: 'delivery'; readonly subject: DeliverySubject; readonly dueAt: Instant };
