import type { EngineState } from '../engine/aggregate-types.ts';
import type { EnginePolicy } from '../engine/policy-book.ts';
import type { RecordedRow } from '../engine/proof/recorded-rows.ts';
import type { StationId } from '../engine/scope.ts';
import type { StationRefusal } from '../stations/station-refusal.ts';

/** What can happen to the rows that say what a station is and what it promises. */
export type RegisterFactName =
  | 'station-entered'
  | 'station-changed'
  | 'place-entered'
  | 'place-changed'
  | 'place-replaced'
  | 'person-entered'
  | 'person-changed'
  | 'person-struck'
  | 'policy-published'
  | 'calendar-published'
  | 'channels-published'
  | 'templates-published'
  | 'versions-chosen';

/** Names the rows that were written with it. It holds keys and hashes: of people their ids, and never a name. */
export interface RegisterFact {
  readonly fact: RegisterFactName;
  readonly rows: readonly RecordedRow[];
}

/** The history of a station's places, people and promises, which lie in rows of their own. It never has a deadline. */
export interface Register extends EngineState {
  readonly id: string;
  readonly status: 'kept';
}

export type RegisterCommand =
  | { readonly move: 'record'; readonly station: StationId; readonly facts: readonly RegisterFact[] }
  /** Every kind of aggregate has one; a register is never due, so it changes nothing. */
  | { readonly move: 'tick' };

export type RegisterRefusal =
  | StationRefusal
  /** The code belongs to another station; or it was replaced, by the one that its place has now. */
  | { readonly code: 'code-taken'; readonly place: string; readonly now?: string }
  /** The version exists with other content; a published version never changes. */
  | { readonly code: 'version-taken'; readonly version: string }
  | ChangedMeanwhile;

/** Somebody else changed the station at the same time, in every try. */
export interface ChangedMeanwhile {
  readonly code: 'changed-meanwhile';
}

export interface RegisterTypes {
  State: Register;
  Command: RegisterCommand;
  Fact: RegisterFact;
  Refusal: RegisterRefusal;
  Policy: EnginePolicy;
}
