import type { Instant } from '../engine/calendar/instant.ts';
import type { CommandWorld } from '../engine/commands/handle-command.ts';
import type { StationId } from '../engine/scope.ts';
import type { Hasher } from '../engine/secrets/hasher.ts';
import type { AggregateStore, CompanionStore } from '../engine/storage/store.ts';
import type { System } from '../engine/system.ts';
import type { Policy } from '../policies/policy.ts';

/** The secrets that endpoints are signed with. None is stored. */
export interface EndpointSecrets {
  /** `whsec_` and 32 bytes in base64: always the same for these names. */
  of(station: StationId, name: string, secretId: string): Promise<string>;
}

/** Why an address is not taken; without it, it may be. */
export type AddressRefusal = 'address-not-https' | 'address-inside' | 'address-unknown';

/** What only functions have that deal with endpoints. Absent where the stage sends no events to other systems. */
export interface EndpointConnections {
  readonly secrets: EndpointSecrets;
  /** Judges an address as it would be judged when something is sent to it now. */
  readonly judge: (url: string) => Promise<AddressRefusal | undefined>;
}

/** What changes a station's endpoints. */
export type WebhooksWorld = CommandWorld<Policy> & {
  readonly system: Pick<System, 'newToken'>;
  readonly hasher: Pick<Hasher, 'keyedHash'>;
};

/** One request to an endpoint. */
export interface EventRequest {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  /** All of them sign. */
  readonly secrets: readonly string[];
}

/** What became of a request. Codes only. */
export type Posted =
  | { readonly result: 'sent' }
  | { readonly result: 'failed'; readonly code: string; readonly retryAfterMs?: number }
  /** The receiver takes nothing any more. */
  | { readonly result: 'gone'; readonly code: string };

/** What sends events to endpoints. */
export type SenderWorld = CommandWorld<Policy> & {
  readonly store: AggregateStore & CompanionStore;
  readonly secrets: EndpointSecrets;
  /** Judges whatever the receiver does; never throws for it. */
  readonly post: (request: EventRequest, now: Instant) => Promise<Posted>;
};
