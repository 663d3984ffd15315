import type { Instant } from '../engine/calendar/instant.ts';
import type { Language } from '../engine/language.ts';
import type { Priority } from '../engine/priority.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { PersonId, StationId } from '../engine/scope.ts';
import type { CaseId, Channel, Details, Outcome, Rating } from './case.ts';
import type { CaseType } from './case-type.ts';
import type { ClockKind, ClockList, MilestoneKind } from './clock-kinds.ts';
import type { HelperAnswer, HelperRole } from './helper-roles.ts';
import type { MessageKind } from './message-kinds.ts';
import type { NoticeWay } from './notices/notice-choice.ts';
import type { Reference } from './reference.ts';
import type { TrustReason } from './trust-reason.ts';

/** Submits a report. Its texts are not part of the command: the use case seals them and stores them with the facts. */
export interface Submit {
  readonly move: 'submit';
  readonly station: StationId;
  readonly caseId: CaseId;
  readonly reference: Reference;
  /** The public key of the holder of the case's link. */
  readonly reader: string;
  readonly type: CaseType;
  readonly details: Details;
  readonly occurredAt?: Instant;
  readonly place: string;
  readonly building: string;
  readonly channel: Channel;
  readonly language: Language;
  readonly reachable: boolean;
  readonly noticesBy?: NoticeWay;
  readonly trustReason?: TrustReason;
}

/** A command of staff or of a resident. Decisions check only the length of its texts; the use case seals them. */
export type MoveCommand =
  | { readonly move: 'acknowledge' }
  | { readonly move: 'assign'; readonly to: PersonId }
  | { readonly move: 'start' }
  | {
      readonly move: 'reply';
      readonly text: string;
      /** Sends the reply to the co-reporters as well; without it only the reporter of this case reads it. */
      readonly to?: 'everyone';
    }
  | { readonly move: 'note'; readonly text: string }
  | { readonly move: 'ask-resident'; readonly text: string }
  | { readonly move: 'await-third-party'; readonly text: string; readonly until?: Instant }
  | { readonly move: 'schedule'; readonly at: Instant; readonly text?: string }
  | { readonly move: 'resume' }
  | {
      readonly move: 'extend';
      readonly clock: ClockKind;
      readonly promiseAt: Instant;
      readonly text: string;
    }
  | {
      readonly move: 'retype';
      readonly type: CaseType;
      readonly details: Details;
      readonly occurredAt?: Instant;
    }
  | { readonly move: 'lift-secrecy'; readonly text: string }
  | { readonly move: 'acknowledge-escalation' }
  | { readonly move: 'reach-milestone'; readonly milestone: MilestoneKind; readonly done: boolean }
  | { readonly move: 'resolve'; readonly outcome: Outcome; readonly text: string }
  | { readonly move: 'not-resolve'; readonly reason: NotResolvedReason; readonly text: string }
  | { readonly move: 'reject'; readonly reason: RejectionReason; readonly text: string }
  | { readonly move: 'mark-duplicate'; readonly of: CaseId }
  | { readonly move: 'transfer'; readonly to: TransferTarget; readonly ref: string; readonly text: string }
  | { readonly move: 'confirm-handover' }
  | { readonly move: 'close' }
  | { readonly move: 'grant-withdrawal' }
  | { readonly move: 'keep-open'; readonly text: string }
  /** `followed`, set by the use case: how many co-reporters follow a case that was itself linked to another. */
  | { readonly move: 'reopen'; readonly text?: string; readonly followed?: number }
  | { readonly move: 'withdraw' }
  | { readonly move: 'add-message'; readonly text?: string; readonly wish?: Wish }
  | {
      readonly move: 'rate';
      readonly rating: Rating;
      readonly text?: string;
      /** How often the primary case had been reopened; tells which of its answers is rated. */
      readonly reopens?: number;
    }
  /** `text`, set by the use case, says where to and is for the function that sends alone. */
  | {
      readonly move: 'choose-notices';
      readonly by: NoticeWay;
      readonly language: Language;
      readonly text?: string;
    }
  | { readonly move: 'join'; readonly of: CaseId }
  | { readonly move: 'leave' }
  | { readonly move: 'say-unsolved'; readonly text?: string }
  /** Undoes a link: a duplicate is a case of its own again. `followed` is set by the use case. */
  | { readonly move: 'unlink'; readonly text: string; readonly followed?: number }
  /** Takes back a withdrawal after which the case went on for others. */
  | { readonly move: 'come-back' }
  | ({ readonly move: 'link' } & LinkedReport)
  /** Reporters have left a primary case or, where `unlinked` is negative, have come back to it. */
  | { readonly move: 'recount'; readonly of?: CaseId; readonly unlinked: number };

/** What a primary case learns about a report that is linked to it. */
export interface LinkedReport {
  readonly of: CaseId;
  /** How many reports it brings, itself included, and how many of them were unlinked again. */
  readonly linked: number;
  readonly unlinked: number;
  readonly type: CaseType;
  readonly priority: Priority;
  /** Its answers that give it this priority. */
  readonly urgentAnswers: Details;
  /** What it was promised and did not get yet. */
  readonly owed: ClockList;
}

/**
 * A command as a resident sends it. The case to join is looked up by the server; the resident does not learn its id. `to`
 * is a telephone number or a mail address.
 */
export type ResidentCommand =
  | Exclude<MoveCommand, { readonly move: 'join' | 'choose-notices' }>
  | { readonly move: 'join' }
  | {
      readonly move: 'choose-notices';
      readonly by: NoticeWay;
      readonly to?: string;
      readonly language: Language;
    };

/** A task of a helper, by its id. */
export interface AskedHelper {
  readonly task: string;
  readonly for: HelperRole;
}

/** Commands of the system: a tick of the clock, a photo was kept, an operator's repair, or a failed delivery. */
export type SystemCommand =
  | { readonly move: 'tick' }
  | { readonly move: 'photo-kept' }
  /** Staff gave a helper a task on the case, and the helper answered it. */
  | ({ readonly move: 'helper-asked'; readonly until: Instant } & AskedHelper)
  | ({
      readonly move: 'helper-answered';
      readonly answer: HelperAnswer;
      readonly correction?: number;
      readonly askedBy: PersonId;
    } & AskedHelper)
  /** A photo of a helper was kept. */
  | ({ readonly move: 'helper-photo-kept'; readonly askedBy: PersonId } & AskedHelper)
  /** An operator repaired one attribute of the row, which could not be read. */
  | { readonly move: 'repair'; readonly attribute: string }
  | {
      readonly move: 'delivery-failed';
      readonly delivery: string;
      readonly to: Responsible;
      readonly kind: MessageKind;
      readonly reason: 'dead' | 'unstaffed';
      /** The level that the message was for; only with messages of the kind `level`. */
      readonly level?: number;
    };

export type Command = Submit | MoveCommand | SystemCommand;

/** How a resident wants to be contacted instead of writing: by telephone, or in person at the station. */
export const wishes = ['call', 'visit'] as const;
export type Wish = (typeof wishes)[number];

export const notResolvedReasons = [
  'no-evidence',
  'not-found',
  'belongs-in-court',
  'no-agreement',
  'other',
] as const;
export type NotResolvedReason = (typeof notResolvedReasons)[number];

export const rejectionReasons = ['not-a-case', 'outside-the-estate', 'abuse'] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

export const transferTargets = ['110', '120', '119', 'court', 'committee', 'other-jurisdiction'] as const;
export type TransferTarget = (typeof transferTargets)[number];

/** The shortest reply, in readable characters, that may close a case (DOMAIN.md, Closing). */
export const CLOSING_REPLY_MIN = 10;
export const TEXT_MAX = 2000;
