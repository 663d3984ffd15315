import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import type { Person } from '../../../shared/engine/outbox/person.ts';
import type { StationId } from '../../../shared/engine/scope.ts';
import type { ChannelsContent } from '../../../shared/policies/channels-content.ts';

/** A delivery as the table has it. */
export interface KnownDelivery extends Delivery {
  readonly id: string;
  readonly station: StationId;
  /** Of the case it is about, where it is about one. */
  readonly reference?: string;
}

/** What the table says about messages, and about whom they are for. */
export interface Known {
  readonly deliveries: readonly KnownDelivery[];
  readonly people: readonly Person[];
  /** What each station published. */
  readonly channels: ReadonlyMap<StationId, ChannelsContent>;
  /** The table is larger than is read for a page, so some deliveries may be missing. */
  readonly isCut: boolean;
}

export const nothingKnown: Known = { deliveries: [], people: [], channels: new Map(), isCut: false };
