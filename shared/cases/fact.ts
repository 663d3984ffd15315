import type { Instant } from '../engine/calendar/instant.ts';
import type { Escalation } from '../engine/clocks/escalation.ts';
import type { Language } from '../engine/language.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { PersonId } from '../engine/scope.ts';
import type { CaseDraft, CaseId, Outcome, Rating } from './case.ts';
import type { Clock, ClockKind, MilestoneKind, PromiseKind } from './clock-kinds.ts';
import type { NotResolvedReason, RejectionReason, TransferTarget, Wish } from './command.ts';
import type { HelperAnswer, HelperRole } from './helper-roles.ts';
import type { CasePause } from './life-so-far.ts';
import type { Move, Status } from './lifecycle.ts';
import type { Message } from './message-kinds.ts';
import type { NoticeWay } from './notices/notice-choice.ts';

/**
 * What any fact may change besides its own fields. A fact contains the promises it makes, so the history shows each
 * promise as it was given, even after the policy has changed.
 */
export interface Effects {
  readonly to?: Status;
  /** Clocks started, met, moved or paused by this fact; each replaces the clock of the same kind. */
  readonly clocks?: readonly Clock[];
  readonly dropClocks?: readonly ClockKind[];
  readonly escalation?: Escalation | null;
  /** The wait that this fact ended. */
  readonly paused?: CasePause;
  /** The move of staff that this fact records, where it may matter for another case type. */
  readonly action?: { readonly move: Move; readonly at: Instant };
  readonly messages?: readonly Message[];
  /**
   * Promises of this fact whose dates lie beyond the announced holidays, for signed documents. Facts of earlier releases
   * lack it, so that documents that were handed out are reproduced unchanged.
   */
  readonly mayMove?: readonly PromiseKind[];
}

/** What happened, in the past tense, without its effects. */
export type Happening =
  | { readonly fact: 'submitted'; readonly as: CaseDraft }
  | { readonly fact: 'acknowledged' }
  | { readonly fact: 'assigned'; readonly person: PersonId }
  | { readonly fact: 'started' }
  | { readonly fact: 'replied' }
  | { readonly fact: 'noted' }
  | { readonly fact: 'resident-asked' }
  | { readonly fact: 'third-party-awaited' }
  | { readonly fact: 'scheduled' }
  | { readonly fact: 'resumed' }
  | { readonly fact: 'extended'; readonly clock: ClockKind }
  | {
      readonly fact: 'retyped';
      readonly as: Pick<CaseDraft, 'type' | 'details' | 'priority' | 'occurredAt' | 'secrecy' | 'sensitive'>;
    }
  | { readonly fact: 'secrecy-lifted' }
  | { readonly fact: 'escalation-acknowledged'; readonly level: number }
  | { readonly fact: 'milestone-reached'; readonly milestone: MilestoneKind; readonly done: boolean }
  | { readonly fact: 'resolved'; readonly outcome: Outcome }
  | { readonly fact: 'not-resolved'; readonly reason: NotResolvedReason }
  | { readonly fact: 'rejection-proposed'; readonly person: PersonId }
  | { readonly fact: 'rejected'; readonly reason: RejectionReason }
  | { readonly fact: 'marked-duplicate'; readonly of: CaseId; readonly linkedAt?: Instant }
  | { readonly fact: 'transferred'; readonly target: TransferTarget; readonly ref: string }
  | { readonly fact: 'handover-confirmed' }
  | { readonly fact: 'closed' }
  | { readonly fact: 'withdrawal-asked' }
  | { readonly fact: 'withdrawal-declined' }
  | { readonly fact: 'withdrawn' }
  | { readonly fact: 'message-added'; readonly wish?: Wish }
  | { readonly fact: 'notices-chosen'; readonly by: NoticeWay; readonly language: Language }
  | {
      readonly fact: 'photo-added';
      /** When staff were notified of the photo; absent where another notification already leads them to it. */
      readonly notifiedAt?: Instant;
    }
  | {
      readonly fact: 'rated';
      readonly rating: Rating;
      readonly reopens?: number;
      /** When the answer was first rated: the time of this fact, or of the rating that it corrects. */
      readonly firstAt?: Instant;
      /** Which correction of that rating this is, from 1 on. */
      readonly correction?: number;
    }
  | {
      readonly fact: 'reopened';
      /** How many co-reporters follow the case, where it had been linked to another. */
      readonly followed?: number;
      /** The case's own reporter reopened it after they had left it. */
      readonly returned?: true;
    }
  | {
      readonly fact: 'co-reporter-linked';
      readonly of: CaseId;
      readonly linked: number;
      readonly unlinked: number;
      /** The higher priority that the case takes from the linked report, and the answers that give it. */
      readonly as?: Pick<CaseDraft, 'priority' | 'details'>;
    }
  | { readonly fact: 'co-reporter-left' }
  | { readonly fact: 'co-reporter-returned' }
  | { readonly fact: 'co-reporter-unlinked'; readonly of: CaseId; readonly unlinked: number }
  /** A link was undone. `followed`: how many co-reporters of its own the case still has. */
  | { readonly fact: 'unlinked'; readonly of: CaseId; readonly followed: number }
  | { readonly fact: 'reporter-left'; readonly leftAt?: Instant; readonly reachable?: boolean }
  | { readonly fact: 'reporter-returned' }
  | { readonly fact: 'reminded'; readonly clock: ClockKind; readonly skipped: number }
  | { readonly fact: 'breached'; readonly clock: ClockKind; readonly skippedReminders: number }
  | { readonly fact: 'lapsed'; readonly clock: ClockKind }
  | {
      readonly fact: 'level-reached';
      readonly level: number;
      readonly responsible: Responsible;
      readonly skipped: readonly number[];
      readonly repeats: number;
    }
  | {
      readonly fact: 'helper-asked';
      readonly task: string;
      readonly for: HelperRole;
      readonly until: Instant;
    }
  | {
      readonly fact: 'helper-answered';
      readonly task: string;
      readonly for: HelperRole;
      readonly answer: HelperAnswer;
      /** Which correction of the first answer this is, from 1 on. */
      readonly correction?: number;
    }
  | { readonly fact: 'helper-photo-added'; readonly task: string; readonly for: HelperRole }
  | { readonly fact: 'closing-asked' }
  | { readonly fact: 'reviewed' }
  /** An operator repaired one attribute of the row. Its content is not recorded. */
  | { readonly fact: 'repaired'; readonly attribute: string }
  | { readonly fact: 'delivery-failed'; readonly delivery: string; readonly reason: 'dead' | 'unstaffed' };

export type Fact = Happening & Effects;
export type FactType = Fact['fact'];
