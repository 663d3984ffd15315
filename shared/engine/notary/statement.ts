import type { Instant } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { StationId } from '../scope.ts';

/**
 * How far a chain goes: the number of its newest version (of a log of reads: of its newest read), and the hash of the
 * newest fact (or read). Since each hash covers the one before, it stands for everything up to there.
 */
export interface Head {
  readonly version: number;
  readonly head: string;
}

/** The head of a chain that nothing was written to yet. */
export const noHead: Head = { version: 0, head: '' };

export const isSameHead = (one: Head, other: Head): boolean =>
  one.version === other.version && one.head === other.head;

/** The notary has seen that the chain stood at this head, and that what was written since `after` leads to it. */
export interface Statement extends Head {
  /** The partition of an aggregate or of a log of reads. */
  readonly chain: string;
  readonly after: Head;
}

/** What the notary refuses to accept as history. No code of the project writes any of it. */
export const objectionCodes = [
  'head-replaced',
  'state-removed',
  'state-changed',
  'fact-changed',
  'fact-removed',
  'read-changed',
  'read-removed',
  'key-changed',
  'key-removed',
  'not-leading',
  'unreadable',
] as const;
export type ObjectionCode = (typeof objectionCodes)[number];

/** It holds ids and codes only. */
export interface Objection {
  readonly chain: string;
  readonly what: ObjectionCode;
  /** The version of the state or fact, or the number of the read, that it is about. */
  readonly version?: number;
}

/** One hash over the heads of all chains of a station, as the prover found them. */
export interface DailyRoot {
  readonly station: StationId;
  readonly day: LocalDay;
  readonly chains: number;
  readonly root: string;
}

/** The table was put back to how it stood at `to`: what was stated after that is of a table that is no more. */
export interface Restored {
  readonly to: Instant;
}
