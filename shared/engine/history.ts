import type { Photo } from '../cases/photos/photo.ts';
import type { FactRecord } from './fact-record.ts';
import type { Delivery } from './outbox/delivery.ts';
import type { TextRecord } from './text-record.ts';

/** All that is kept of one case, oldest first. */
export interface History {
  readonly facts: readonly FactRecord[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  readonly photos: readonly Photo[];
}
