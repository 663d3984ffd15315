import type { ShortMessages } from '../cases/notices/short-messages.ts';
import type { PhoneHash } from '../cases/phones/phone-hash.ts';
import type { CountBook } from '../cases/statistics/statistics-store.ts';
import type { World } from '../cases/world.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { Language } from '../engine/language.ts';
import type { ReceiptsWorld } from '../engine/outbox/receipts/record-receipts.ts';
import type { ReportReader } from '../engine/outbox/receipts/report-reader.ts';
import type { Scope, StationId } from '../engine/scope.ts';
import type { Opener } from '../engine/secrets/opener.ts';
import type { ChannelsContent } from '../policies/channels-content.ts';
import type { ChannelKinds } from '../policies/check-channels.ts';
import type { EndpointConnections } from '../webhooks/webhook-world.ts';
import type { GuessLimiter } from './guess-limiter.ts';
import type { IsProxy } from './sender-address.ts';

/** The dependencies of the use cases behind the HTTP API. It has no bus: the HTTP functions publish nothing. */
export type HttpWorld = Pick<
  World,
  | 'store'
  | 'sealer'
  | 'hasher'
  | 'readerKeys'
  | 'signer'
  | 'tickets'
  | 'proofOfWork'
  | 'photoStore'
  | 'system'
  | 'policies'
>;

/** The OpenAPI document and its page, generated when the bundle is built. */
export type DocumentName = 'openapi.json' | 'docs.html';

/** The scripts of the pages, generated when the bundle is built. */
export type ScriptName = 'form.js' | 'track.js' | 'check.js';

/** How the console signs people in: an OpenID Connect issuer, by code and PKCE. */
export interface SignIn {
  readonly issuer: string;
  /** The console's own id at the issuer. */
  readonly client: string;
  /** Who the API's tokens are for. Where it is the client itself, the API takes its ID tokens, otherwise its access tokens. */
  readonly audience: string;
  /** Names the API to an issuer that serves several (RFC 8707). */
  readonly resource?: string;
  /** Where else than at the issuer's own address the browser has to ask: its token endpoint may have another host. */
  readonly origins: readonly string[];
}

/** The console of staff as the build made it: its entry files by name, and the content of each file. */
export interface ConsoleFiles {
  readonly signIn: SignIn;
  readonly entries: () => Promise<{ readonly script: string; readonly style: string }>;
  /** The content of a file whose name holds a hash of it; undefined where there is none. */
  readonly file: (name: string) => Promise<string | undefined>;
}

/** What every HTTP function has, wired when its process starts. */
export interface EdgeConnections {
  readonly world: Pick<HttpWorld, 'system'>;
  readonly guessLimiter: GuessLimiter;
  /** Whose word on the sender's address is taken. */
  readonly isProxy: IsProxy;
  /** The public origin, without a trailing slash. */
  readonly origin: string;
}

/** The dependencies of an HTTP function for people. */
export interface Connections extends EdgeConnections {
  readonly world: HttpWorld;
  /** The origin that photos are posted to, without a trailing slash. */
  readonly uploadOrigin: string;
  readonly document: (name: DocumentName) => Promise<string>;
  /** Returns an empty string when the file cannot be read, since the pages work without scripts. */
  readonly scriptText: (name: ScriptName) => Promise<string>;
  /** Only the function that answers everybody serves it. */
  readonly console?: ConsoleFiles;
}

/** What is known of every request. */
export interface RequestContext {
  /** Read once per request. */
  readonly now: Instant;
  readonly language: Language;
  readonly requestId: string;
  /**
   * The caller's IP address. It is counted under a keyed hash that changes daily, and never stored, logged or shown.
   */
  readonly address: string;
  /** A page of another site made the browser send the request. */
  readonly isCrossSite: boolean;
  /**
   * The caller asks by HEAD and gets no body, so the answer counts as no reading and must use nothing up, such as a
   * link that opens once.
   */
  readonly isHead: boolean;
  /** The entity tag of the answer that the caller has cached. */
  readonly ifNoneMatch?: string;
}

/** The context of one request: everything an endpoint needs besides the request's input. */
export type EdgeCall = EdgeConnections & RequestContext;
export interface Call extends Connections, RequestContext {}

/** The dependencies of the function that providers of messages call. It opens nothing, and sends nothing. */
export interface ProviderConnections extends EdgeConnections {
  readonly world: Pick<HttpWorld, 'system'> & ReceiptsWorld;
  readonly published: (station: StationId) => Promise<ChannelsContent | undefined>;
  /** How the provider of a kind of channel reports; `undefined` for one that does not call. */
  readonly reportReader: (kind: string) => Promise<ReportReader | undefined>;
}

/** A call of a provider. The secret in its address says of which channel it is. */
export interface ProviderCall extends ProviderConnections, RequestContext {}

/** Whether a person was struck from the roster of their station, some seconds ago at the latest. */
export type IsStruck = (scope: Scope) => Promise<boolean>;

/** The dependencies that only the function of staff has. */
export interface StaffConnections {
  /** Only staff may look for a case by a telephone number, so residents' function has no key for it. */
  readonly phoneHash: PhoneHash;
  /** Opens what is sealed to a station. Residents' function opens only what the link of a request opens. */
  readonly opener: Opener;
  readonly shortMessages: (station: StationId, now: Instant) => Promise<ShortMessages>;
  /** Absent where the deployment sends no events to other systems. */
  readonly webhooks?: EndpointConnections;
  /** What the statistics are added up from. */
  readonly counts: CountBook;
  /** What the channels of this release take, for the check of what a chief publishes. */
  readonly channelKinds: () => Promise<ChannelKinds>;
}

/** A request by a verified member of staff. */
export interface StaffCall extends Call, StaffConnections {
  readonly scope: Scope;
}
