import type { PhoneHash } from '../cases/phones/phone-hash.ts';
import type { World } from '../cases/world.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { Language } from '../engine/language.ts';
import type { Scope } from '../engine/scope.ts';
import type { GuessLimiter } from './guess-limiter.ts';

/** The dependencies of the use cases behind the HTTP API. It has no bus: the HTTP functions publish nothing. */
export type HttpWorld = Pick<
  World,
  'store' | 'vault' | 'signer' | 'tickets' | 'proofOfWork' | 'photoStore' | 'system' | 'policies' | 'channels'
>;

/** The OpenAPI document and its page, generated when the bundle is built. */
export type DocumentName = 'openapi.json' | 'docs.html';

/** The scripts of the pages, generated when the bundle is built. */
export type ScriptName = 'form.js' | 'track.js' | 'check.js';

/** The dependencies of an HTTP function, wired when its process starts. */
export interface Connections {
  readonly world: HttpWorld;
  readonly guessLimiter: GuessLimiter;
  /** The public origin, without a trailing slash. */
  readonly origin: string;
  /** The origin that photos are posted to, without a trailing slash. */
  readonly uploadOrigin: string;
  readonly document: (name: DocumentName) => Promise<string>;
  /** Returns an empty string when the file cannot be read, since the pages work without scripts. */
  readonly scriptText: (name: ScriptName) => Promise<string>;
}

/** The context of one request: everything an endpoint needs besides the request's input. */
export interface Call extends Connections {
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

/** The dependencies that only the function of staff has. */
export interface StaffConnections {
  /** Only staff may look for a case by a telephone number, so residents' function has no key for it. */
  readonly phoneHash: PhoneHash;
}

/** A request by a verified member of staff. */
export interface StaffCall extends Call, StaffConnections {
  readonly scope: Scope;
}
