import type { Sentence } from './sentence.ts';

/** Why a signed document is invalid, in the order in which the checks are made. */
export const documentFaults = [
  /** Not a compact JWS of this system, or not in canonical base64url. */
  'not-a-document',
  /** Signed by a key that is not in the list. */
  'unknown-key',
  /** The signature does not match the content. */
  'bad-signature',
  /** The document names another station than that of the key. */
  'other-station',
  /** A progress statement of another case. */
  'other-case',
  /** The progress statement before this one is missing, different or out of order. */
  'broken-chain',
] as const;
export type DocumentFault = (typeof documentFaults)[number];

/** Why a document could not be checked at all. */
export type DocumentComplaint =
  | 'say-a-file'
  | 'no-file'
  | 'no-receipt'
  | 'no-progress'
  | 'no-report'
  | 'not-safe'
  | 'no-answer'
  | 'no-keys';

/** Sentences of the command line tool that checks receipts. */
export interface DocumentWords {
  readonly genuine: Sentence;
  readonly notGenuine: Sentence;
  readonly faults: Readonly<Record<DocumentFault, Sentence>>;
  /** The content of a genuine receipt, line by line. */
  readonly lines: {
    readonly issuer: Sentence;
    readonly reference: Sentence;
    readonly received: Sentence;
    readonly respondBy: Sentence;
    readonly written: Sentence;
  };
  readonly wordsMatch: Sentence;
  readonly wordsDiffer: Sentence;
  /** Warns that the key was fetched from the address in the receipt itself. */
  readonly keyFrom: Sentence;
  readonly chain: Sentence;
  readonly chainBroken: Sentence;
  readonly step: Sentence;
  /** Below a step: a promise that was kept, kept late, missed or given. */
  readonly kept: Sentence;
  readonly keptLate: Sentence;
  readonly missed: Sentence;
  readonly promised: Sentence;
  /** Behind a date that lies beyond the announced holidays. */
  readonly mayMove: Sentence;
  readonly room: Sentence;
  readonly complaints: Readonly<Record<DocumentComplaint, Sentence>>;
  readonly help: Sentence;
}
