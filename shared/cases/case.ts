import type { Instant } from '../engine/calendar/instant.ts';
import type { Clock, ClockKind } from '../engine/clocks/clock.ts';
import type { Escalation } from '../engine/clocks/escalation.ts';
import type { Priority } from '../engine/priority.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { PersonId, StationId } from '../engine/scope.ts';
import type { CaseType } from './case-type.ts';
import type { OpenStatus, Status, TerminalStatus } from './lifecycle.ts';
import type { Reference } from './reference.ts';
import type { TrustReason } from './trust-reason.ts';

declare const caseIdBrand: unique symbol;
/** Random and with a letter in it, so that it can be mistaken neither for a reference nor for a count. */
export type CaseId = string & { readonly [caseIdBrand]: true };

/** Why the case is due: which step comes next. */
export type DueKind = `remind:${ClockKind}` | `end:${ClockKind}` | 'level' | 'action' | 'review';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** How the case came in. */
export const channels = ['qr', 'walk-in', 'phone', 'guard-post'] as const;
export type Channel = (typeof channels)[number];

export const ratings = ['satisfied', 'mostly-satisfied', 'dissatisfied', 'not-reached'] as const;
export type Rating = (typeof ratings)[number];

/** Answers to the type's closed questions (`item: 'phone'`); never free text, so they are not personal data. */
export type Details = Readonly<Record<string, string>>;

/** What the resident will find at the end, besides the status: a code of the type's own list. */
export type Outcome = string;

/** All that decisions need, and nothing personal: texts and contacts live in encrypted rows of their own. */
export interface CaseCore {
  readonly station: StationId;
  readonly caseId: CaseId;
  readonly reference: Reference;
  readonly version: number;
  /** Hash of the newest fact; each fact carries the hash before it. */
  readonly chainHead: string;
  readonly policyVersion: string;
  readonly type: CaseType;
  readonly details: Details;
  readonly priority: Priority;
  readonly place: string;
  readonly building: string;
  readonly channel: Channel;
  readonly language: Language;
  /** Whether a way to reach the resident (a phone number) is kept with the case. */
  readonly reachable: boolean;
  /** Why it is trusted less than others; absent where nothing speaks against it. Its clocks do not ask. */
  readonly trustReason?: TrustReason;
  readonly receivedAt: Instant;
  readonly occurredAt?: Instant;
  readonly assignee?: PersonId;
  readonly clocks: readonly Clock[];
  readonly escalation?: Escalation;
  readonly waits: number;
  readonly extensions: number;
  readonly reopens: number;
  /** The first of the two people whom a rejection for abuse needs. */
  readonly rejectionProposedBy?: PersonId;
  /** The time in which the resident could say "not solved" has passed. */
  readonly windowOver?: true;
  readonly outcome?: Outcome;
  readonly duplicateOf?: CaseId;
  /** Reports that joined this one, and how many of them left again. */
  readonly linked?: number;
  readonly unlinked?: number;
  /** Whoever reported it first took it back, and it goes on for the others. */
  readonly reporterLeft?: true;
  readonly rating?: Rating;
  /** How often the case that this one joined had been reopened when it was rated. */
  readonly ratedAfter?: number;
  /** When staff were last told that photos were added. */
  readonly photoNotifiedAt?: Instant;
}

/** A case in the middle of a decision: its status is known, its next step not yet worked out. */
export type CaseDraft = CaseCore & { readonly status: Status; readonly endedAt?: Instant };

/** The next deadline of a case and who must act on it. */
export interface NextStep {
  readonly dueAt: Instant;
  readonly dueKind: DueKind;
  readonly responsible: Responsible;
}

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
  of.clocks.find((clock) => clock.kind === kind);
