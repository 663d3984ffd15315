import type { Instant } from '../engine/calendar/instant.ts';
import type { Language } from '../engine/language.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { PersonId, StationId } from '../engine/scope.ts';
import type { CaseId, Channel, Details, Outcome, Rating } from './case.ts';
import type { CaseType } from './case-type.ts';
import type { ClockKind, MilestoneKind } from './clock-kinds.ts';
import type { MessageKind } from './message-kinds.ts';
import type { Reference } from './reference.ts';
import type { TrustReason } from './trust-reason.ts';

/** A report as it arrives. What the resident wrote travels beside it, sealed before anything is kept. */
export interface Submit {
  readonly move: 'submit';
  readonly station: StationId;
  readonly caseId: CaseId;
  readonly reference: Reference;
  readonly type: CaseType;
  readonly details: Details;
  readonly occurredAt?: Instant;
  readonly place: string;
  readonly building: string;
  readonly channel: Channel;
  readonly language: Language;
  readonly reachable: boolean;
  readonly trustReason?: TrustReason;
}

/** What a person asks for. Texts are judged by their length here and sealed by the use case. */
export type MoveCommand =
  | { readonly move: 'acknowledge' }
  | { readonly move: 'assign'; readonly to: PersonId }
  | { readonly move: 'start' }
  | {
      readonly move: 'reply';
      readonly text: string;
      /** Also to those whose reports joined this one; otherwise it is between the station and who reported it. */
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
  | { readonly move: 'reopen'; readonly text?: string }
  | { readonly move: 'withdraw' }
  | { readonly move: 'add-message'; readonly text?: string; readonly wish?: Wish }
  | {
      readonly move: 'rate';
      readonly rating: Rating;
      readonly text?: string;
      /** How often the case that theirs joined had been reopened: which of its answers is rated. */
      readonly reopens?: number;
    }
  | { readonly move: 'join'; readonly of: CaseId }
  | { readonly move: 'leave' }
  | { readonly move: 'say-unsolved'; readonly text?: string }
  | { readonly move: 'link'; readonly of: CaseId; readonly linked: number; readonly unlinked: number }
  | { readonly move: 'unlink' };

/** What a resident asks for. Which case theirs would join is looked up, never said. */
export type ResidentCommand = Exclude<MoveCommand, { readonly move: 'join' }> | { readonly move: 'join' };

/** What the system itself tells a case: time went by, a photo was kept, or a message could not be delivered. */
export type SystemCommand =
  | { readonly move: 'tick' }
  | { readonly move: 'photo-kept' }
  /** An operator put one attribute of its row right, so that it reads again. */
  | { readonly move: 'repair'; readonly attribute: string }
  | {
      readonly move: 'delivery-failed';
      readonly delivery: string;
      readonly to: Responsible;
      readonly kind: MessageKind;
      readonly reason: 'dead' | 'unstaffed';
      /** Which level the message was for, when it was a level's. */
      readonly level?: number;
    };

export type Command = Submit | MoveCommand | SystemCommand;

/** How a resident would rather be spoken with than write: on the telephone, or in the room. */
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

/** A reply that closes a case must say something; fewer characters than this cannot (DOMAIN.md, Closing). */
export const CLOSING_REPLY_MIN = 10;
export const TEXT_MAX = 2000;
