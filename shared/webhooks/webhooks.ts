import type { Refusal } from '../cases/refusal.ts';
import type { EngineState } from '../engine/aggregate-types.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { Message } from '../engine/outbox/message.ts';
import type { StationId } from '../engine/scope.ts';
import type { Policy } from '../policies/policy.ts';
import type { WebhookMessageKind } from './webhook-notice.ts';

/** How many endpoints a station has at most. */
export const ENDPOINTS_MAX = 10;

/** The longest address of an endpoint, in characters. */
export const ADDRESS_MAX = 500;

/** The name that a chief gives an endpoint: a code, so that messages, keys and logs may hold it. */
export const ENDPOINT_NAME = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** The id of an endpoint: that of its first secret. */
export const isEndpointId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/**
 * `active` gets events. `disabled`: a chief stopped it. `gone`: its receiver answered that it takes nothing any more (410).
 */
export const endpointStates = ['active', 'disabled', 'gone'] as const;
export type EndpointState = (typeof endpointStates)[number];

/** Which of its secrets an endpoint signs with. The secret itself is stored nowhere: it is derived from this id. */
export interface EndpointSecret {
  readonly id: string;
  /** The one before, which signs as well until the receiver knows the new one. */
  readonly former?: { readonly id: string; readonly until: Instant };
}

/** The newest test of an endpoint. */
export interface EndpointTest {
  /** The version that asked for it, so that its event is answered once. */
  readonly version: number;
  readonly at: Instant;
  /** `sent`, or the code of what went wrong; absent until it was tried. */
  readonly result?: string;
}

/** Where another system takes events of a station. */
export interface Endpoint {
  /** What waits belongs to this id: an endpoint that is entered later under the same name gets nothing of it. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Types of event, such as `case.submitted`, or `*` for all. */
  readonly types: readonly string[];
  readonly state: EndpointState;
  /** Since when it is in this state. */
  readonly since: Instant;
  readonly secret: EndpointSecret;
  readonly test?: EndpointTest;
  /** The last message to the chief about it, and the version that decided it. */
  readonly told?: { readonly kind: WebhookMessageKind; readonly version: number; readonly at: Instant };
}

/** The endpoints of a station. They are never due: what waits to be sent lies in rows of its own. */
export interface Webhooks extends EngineState {
  readonly id: string;
  readonly status: 'kept';
  readonly endpoints: readonly Endpoint[];
}

export type WebhooksCommand =
  | {
      readonly move: 'enter';
      readonly station: StationId;
      readonly endpoint: Pick<Endpoint, 'name' | 'url' | 'types'>;
      readonly secretId: string;
    }
  | { readonly move: 'set-state'; readonly name: string; readonly state: ChosenState }
  | { readonly move: 'replace-secret'; readonly name: string; readonly secretId: string }
  | { readonly move: 'ask-test'; readonly name: string }
  | {
      readonly move: 'answer-test';
      readonly name: string;
      readonly version: number;
      readonly result: string;
    }
  /** The receiver at this address answered 410. */
  | { readonly move: 'mark-gone'; readonly name: string; readonly url: string }
  | { readonly move: 'give-up'; readonly name: string; readonly endpoint: string }
  /** Every kind of aggregate has one; endpoints are never due, so it changes nothing. */
  | { readonly move: 'tick' };

/** What a chief may make of an endpoint. A removed one is forgotten but for the history. */
export const chosenStates = ['active', 'disabled', 'removed'] as const;
export type ChosenState = (typeof chosenStates)[number];

/** What happened to an endpoint; its name is a code. */
export type WebhooksFact =
  | {
      readonly fact: 'endpoint-entered';
      readonly endpoint: Pick<Endpoint, 'name' | 'url' | 'types'>;
      readonly secretId: string;
    }
  | { readonly fact: `endpoint-${'enabled' | 'disabled' | 'removed'}`; readonly name: string }
  | { readonly fact: 'secret-replaced'; readonly name: string; readonly secretId: string }
  | { readonly fact: 'test-asked'; readonly name: string }
  | { readonly fact: 'test-answered'; readonly name: string; readonly result: string }
  | { readonly fact: 'endpoint-gone'; readonly name: string; readonly messages: readonly Message[] }
  | { readonly fact: 'events-given-up'; readonly name: string; readonly messages: readonly Message[] };

export interface WebhooksTypes {
  State: Webhooks;
  Command: WebhooksCommand;
  Fact: WebhooksFact;
  Refusal: Refusal;
  Policy: Policy;
}
