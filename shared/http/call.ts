import type { World } from '../cases/world.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { Language } from '../engine/language.ts';
import type { Scope } from '../engine/scope.ts';
import type { GuessLimiter } from './guess-limiter.ts';

/** What the use cases behind this edge touch; nothing here sends a message or puts a fact on the bus. */
export type HttpWorld = Pick<
  World,
  'store' | 'vault' | 'signer' | 'tickets' | 'proofOfWork' | 'photoStore' | 'system' | 'policies' | 'channels'
>;

/** The document and its page, made when the bundle is built and kept beside it. */
export type DocumentName = 'openapi.json' | 'docs.html';

/** What runs on a page, made when the bundle is built and kept beside it. */
export type ScriptName = 'form.js' | 'track.js' | 'check.js';

/** What an edge is connected to when its process starts. */
export interface Connections {
  readonly world: HttpWorld;
  readonly guessLimiter: GuessLimiter;
  /** The address residents see, without a trailing slash. */
  readonly origin: string;
  /** Where photos are posted to, without a trailing slash. */
  readonly uploadOrigin: string;
  readonly document: (name: DocumentName) => Promise<string>;
  /** Empty where it cannot be had: the pages are whole without. */
  readonly scriptText: (name: ScriptName) => Promise<string>;
}

/** One request as an endpoint sees it, besides what it sent. */
export interface Call extends Connections {
  /** Taken once, when the request came in. */
  readonly now: Instant;
  readonly language: Language;
  readonly requestId: string;
  /** Where it came from. Counted under a keyed hash that changes daily; never kept, logged or shown as it is. */
  readonly address: string;
  /** The tag of the answer that the caller has already. */
  readonly ifNoneMatch?: string;
}

/** A request by a verified member of staff. */
export interface StaffCall extends Call {
  readonly scope: Scope;
}
