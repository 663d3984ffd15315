import type { CaseId } from '../cases/case.ts';
import type { Refusal } from '../cases/refusal.ts';
import type { EngineState } from '../engine/aggregate-types.ts';
import { DAY, type Instant } from '../engine/calendar/instant.ts';
import type { Clock } from '../engine/clocks/clock.ts';
import type { Language } from '../engine/language.ts';
import type { Message } from '../engine/outbox/message.ts';
import type { PersonId, StationId } from '../engine/scope.ts';
import type { Policy } from '../policies/policy.ts';

declare const faqEntryIdBrand: unique symbol;
export type FaqEntryId = string & { readonly [faqEntryIdBrand]: true };

/** How many entries a station keeps; more are read by nobody. */
export const FAQ_ENTRIES_MAX = 200;
/** The longest question and the longest answer, in characters. */
export const QUESTION_MAX = 120;
export const ANSWER_MAX = 1_000;

/** For how many days an answer may stand before somebody must look at it again: the least, the usual and the most. */
export const LOOK_AGAIN_DAYS = { least: 7, usual: 180, most: 365 } as const;
/** How long an answer that nobody has looked at again is still shown. */
export const SHOWN_FURTHER_DAYS = 14;

/** A question that people ask again and again, and what the room answers, in each language. */
export interface FaqWords {
  readonly question: Readonly<Record<Language, string>>;
  readonly answer: Readonly<Record<Language, string>>;
}

/**
 * `draft` was never approved. `shown` is read by residents; a correction of it may wait for approval meanwhile. `lapsed`:
 * nobody looked at it again in time. `withdrawn`: somebody took it away.
 */
export const faqStatuses = ['draft', 'shown', 'lapsed', 'withdrawn'] as const;
export type FaqStatus = (typeof faqStatuses)[number];
export const endedStatuses = ['lapsed', 'withdrawn'] as const satisfies readonly FaqStatus[];

/**
 * `approve`: until when somebody decides about a draft. `look-again`: until when an answer may stand unseen. `lapse`: when
 * one that was not looked at again is taken away.
 */
export type FaqClock = Clock<'approve' | 'look-again' | 'lapse'>;

/** Words that wait for approval. They are a sealed text of the version that wrote them. */
export interface FaqDraft {
  readonly by: PersonId;
  readonly at: Instant;
  readonly version: number;
  /** For how many days the answer may stand once it is approved. */
  readonly lookAgainDays: number;
}

/** One question with its approved answer. Its words stand in no fact: a draft is sealed, and what is shown has a row of its own. */
export interface FaqEntry extends EngineState {
  readonly id: FaqEntryId;
  readonly status: FaqStatus;
  readonly startedAt: Instant;
  /** The case whose reply it was made from. */
  readonly caseId?: CaseId;
  readonly lookAgainDays: number;
  readonly draft?: FaqDraft;
  readonly approvedBy?: PersonId;
  /** When it was approved, or looked at again. */
  readonly checkedAt?: Instant;
  /** By when somebody must look again at what is shown. */
  readonly lookAgainAt?: Instant;
  readonly clocks: readonly FaqClock[];
}

export type FaqCommand =
  | {
      readonly move: 'draft';
      readonly station: StationId;
      readonly id: FaqEntryId;
      readonly by: PersonId;
      readonly lookAgainDays: number;
      readonly caseId?: CaseId;
    }
  /** `seen`: the version of the words that waited when these were written; absent where none did. */
  | {
      readonly move: 'correct';
      readonly by: PersonId;
      readonly lookAgainDays: number;
      readonly seen?: number;
    }
  /** `draft`: the version of the words that were read. `shown`: the hash of the row that residents get. */
  | { readonly move: 'approve'; readonly by: PersonId; readonly draft: number; readonly shown: string }
  /** Somebody looked, and it is still true. */
  | { readonly move: 'confirm' }
  | { readonly move: 'withdraw' }
  | { readonly move: 'tick' }
  | { readonly move: 'not-delivered' };

export type FaqFact =
  | {
      readonly fact: 'drafted';
      readonly by: PersonId;
      readonly lookAgainDays: number;
      readonly caseId?: CaseId;
      readonly clocks: readonly FaqClock[];
      readonly messages: readonly Message[];
    }
  | {
      readonly fact: 'approved';
      readonly draft: number;
      readonly shown: string;
      readonly clocks: readonly FaqClock[];
    }
  | { readonly fact: 'confirmed'; readonly clocks: readonly FaqClock[] }
  | { readonly fact: 'withdrawn' }
  | {
      readonly fact: 'not-decided';
      readonly messages: readonly Message[];
      readonly clocks: readonly FaqClock[];
    }
  | {
      readonly fact: 'look-again-due';
      readonly messages: readonly Message[];
      readonly clocks: readonly FaqClock[];
    }
  | { readonly fact: 'reminded'; readonly messages: readonly Message[] }
  | { readonly fact: 'lapsed'; readonly messages: readonly Message[] }
  | { readonly fact: 'reviewed' }
  | { readonly fact: 'not-reached' };

/** Until when residents read an answer at which nobody looks again. No reader waits for the clock that takes it away. */
export const shownUntil = (lookAgainAt: Instant): Instant => lookAgainAt + SHOWN_FURTHER_DAYS * DAY;

export interface FaqTypes {
  State: FaqEntry;
  Command: FaqCommand;
  Fact: FaqFact;
  Refusal: Refusal;
  Policy: Policy;
}
