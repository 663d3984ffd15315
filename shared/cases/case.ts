import type { Instant } from '../engine/calendar/instant.ts';
import { clockIn } from '../engine/clocks/clock-list.ts';
import type { Escalation } from '../engine/clocks/escalation.ts';
import type { NextStep as EngineNextStep } from '../engine/clocks/next-deadline.ts';
import type { Language } from '../engine/language.ts';
import type { Priority } from '../engine/priority.ts';
import type { PersonId, StationId } from '../engine/scope.ts';
import type { CaseType } from './case-type.ts';
import type { Clock, ClockKind } from './clock-kinds.ts';
import type { CasePause, StaffActions } from './life-so-far.ts';
import type { OpenStatus, Status, TerminalStatus } from './lifecycle.ts';
import type { NoticeWay } from './notices/notice-choice.ts';
import type { Reference } from './reference.ts';
import type { TrustReason } from './trust-reason.ts';

declare const caseIdBrand: unique symbol;
/** Random, and starts with a letter, so that it cannot be mistaken for a reference or a count. */
export type CaseId = string & { readonly [caseIdBrand]: true };

/** How the case was reported. */
export const channels = ['qr', 'walk-in', 'phone', 'guard-post'] as const;
export type Channel = (typeof channels)[number];

export const ratings = ['satisfied', 'mostly-satisfied', 'dissatisfied', 'not-reached'] as const;
export type Rating = (typeof ratings)[number];

/** Answers to the type's closed questions (`item: 'phone'`); never free text, so they are not personal data. */
export type Details = Readonly<Record<string, string>>;

/** How a case ended, besides its status: a code of the type's own list. */
export type Outcome = string;

/** The unmet clocks and the escalation of a case at the moment when it was linked to another or withdrawn. */
export interface Held {
  /** When it was linked. Absent in a withdrawn case, and in rows from before this was stored. */
  readonly linkedAt?: Instant;
  readonly clocks: readonly Clock[];
  readonly escalation?: Escalation;
}

/** Everything that decisions need. It holds no personal data: texts and contacts are in encrypted rows of their own. */
export interface CaseCore {
  readonly station: StationId;
  readonly caseId: CaseId;
  readonly reference: Reference;
  /**
   * The public key of the holder of the case's link: what they may read is sealed to it. Its private half lies in the
   * row of the link, and only the link's secret opens it.
   */
  readonly reader: string;
  readonly version: number;
  /** The hash of the newest fact. Each fact's hash covers the hash before it. */
  readonly chainHead: string;
  readonly commands?: string;
  readonly policyVersion: string;
  readonly type: CaseType;
  readonly details: Details;
  /** Set when the type is changed or a chief lifts the secrecy; absent where the type alone decides (`isSecret`). */
  readonly secrecy?: 'secret' | 'lifted';
  /** The case was once of a sensitive type (`isSensitive`). */
  readonly sensitive?: true;
  readonly priority: Priority;
  readonly place: string;
  readonly building: string;
  readonly channel: Channel;
  readonly language: Language;
  /** Whether a phone number of the resident is stored with the case. */
  readonly reachable: boolean;
  /** What the resident chose, at the report or later; absent where they chose nothing (`wantsNotices`). */
  readonly noticesBy?: NoticeWay;
  /** Why the report has low trust; absent for ordinary trust. It does not change the clocks. */
  readonly trustReason?: TrustReason;
  readonly receivedAt: Instant;
  readonly occurredAt?: Instant;
  readonly assignee?: PersonId;
  readonly clocks: readonly Clock[];
  readonly escalation?: Escalation;
  readonly waits: number;
  readonly extensions: number;
  readonly reopens: number;
  /** Waits since the report or the last reopening that have ended, oldest first; their time counts in no promise. */
  readonly pauses?: readonly CasePause[];
  /** What staff did since the report or the last reopening. */
  readonly actions?: StaffActions;
  /** The first of the two people whom a rejection for abuse needs. */
  readonly rejectionProposedBy?: PersonId;
  /** The reopen window, in which the resident could say "not solved", has passed. */
  readonly windowOver?: true;
  readonly outcome?: Outcome;
  readonly duplicateOf?: CaseId;
  /** How many reports were linked to this case, and how many of them were unlinked again. */
  readonly linked?: number;
  readonly unlinked?: number;
  /** The case's own reporter withdrew; it stays open for the co-reporters. */
  readonly reporterLeft?: true;
  /** When they withdrew, and that a phone number of theirs is stored, for when they come back. */
  readonly reporterLeftAt?: Instant;
  readonly reachableAgain?: true;
  /**
   * Of a linked case: what stood unmet when it was linked, and runs on from there when the link is undone. Of a withdrawn
   * one: the dates that it gets again when the withdrawal is taken back.
   */
  readonly held?: Held;
  readonly rating?: Rating;
  /** When the present answer was first rated; it may be corrected for a day from then. */
  readonly ratedAt?: Instant;
  /** How often that rating was corrected. */
  readonly ratingCorrections?: number;
  /** How often the primary case had been reopened when it was rated from this case. */
  readonly ratedAfter?: number;
  /** When staff were last notified of new photos. */
  readonly photoNotifiedAt?: Instant;
}

/** A case in the middle of a decision: its next step is not computed yet. */
export type CaseDraft = CaseCore & { readonly status: Status; readonly endedAt?: Instant };

/** The next deadline of a case and the role that must act before it. */
export type NextStep = EngineNextStep<ClockKind>;

/** Rule 0 as a type: an open case without a next step does not compile. */
export type OpenCase = CaseCore & NextStep & { readonly status: OpenStatus; readonly endedAt?: never };

export type TerminalCase = CaseCore & {
  readonly status: TerminalStatus;
  readonly endedAt: Instant;
  readonly dueAt?: never;
  readonly dueKind?: never;
  readonly responsible?: never;
};

export type Case = OpenCase | TerminalCase;

export const isOpenCase = (found: Case): found is OpenCase => found.dueAt !== undefined;

export const clockOf = (of: Pick<CaseCore, 'clocks'>, kind: ClockKind): Clock | undefined =>
  clockIn(of.clocks, kind);
