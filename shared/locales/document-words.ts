import type { Sentence } from './sentence.ts';

/** Why a paper does not hold, first found first named. */
export const documentFaults = [
  /** No compact JWS of ours, or one that is written down otherwise than it was signed. */
  'not-a-document',
  /** Signed by a key that the list does not have. */
  'unknown-key',
  /** Not what that key signed. */
  'bad-signature',
  /** Signed by the key of one station in the name of another. */
  'other-station',
  /** A progress statement of another case. */
  'other-case',
  /** A progress statement before this one is missing, is another one, or stands elsewhere. */
  'broken-chain',
] as const;
export type DocumentFault = (typeof documentFaults)[number];

/** Why nothing can be said about a paper. */
export type DocumentComplaint =
  | 'say-a-file'
  | 'no-file'
  | 'no-receipt'
  | 'no-progress'
  | 'no-report'
  | 'not-safe'
  | 'no-answer'
  | 'no-keys';

/** What is said to a person who checks a receipt by the command line. */
export interface DocumentWords {
  readonly genuine: Sentence;
  readonly notGenuine: Sentence;
  readonly faults: Readonly<Record<DocumentFault, Sentence>>;
  /** The lines under a genuine receipt. */
  readonly lines: {
    readonly issuer: Sentence;
    readonly reference: Sentence;
    readonly received: Sentence;
    readonly respondBy: Sentence;
    readonly written: Sentence;
  };
  readonly wordsMatch: Sentence;
  readonly wordsDiffer: Sentence;
  /** Warns that the key came from the address that the receipt itself names. */
  readonly keyFrom: Sentence;
  readonly chain: Sentence;
  readonly chainBroken: Sentence;
  readonly step: Sentence;
  /** Stand behind a step: a promise kept, kept late, given. */
  readonly kept: Sentence;
  readonly keptLate: Sentence;
  readonly missed: Sentence;
  readonly promised: Sentence;
  readonly room: Sentence;
  readonly complaints: Readonly<Record<DocumentComplaint, Sentence>>;
  readonly help: Sentence;
}
