import type { CaseId } from '../cases/case.ts';
import type { HelperAnswer, HelperRole } from '../cases/helper-roles.ts';
import type { PhotoId } from '../cases/photos/photo.ts';
import type { Refusal } from '../cases/refusal.ts';
import type { EngineState } from '../engine/aggregate-types.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { Clock } from '../engine/clocks/clock.ts';
import type { Message } from '../engine/outbox/message.ts';
import type { Priority } from '../engine/priority.ts';
import type { PersonId, StationId } from '../engine/scope.ts';
import type { Policy } from '../policies/policy.ts';

declare const helperTaskIdBrand: unique symbol;
/** Derived from the link's secret, so that it is known before the task is stored; it tells nothing of it. */
export type HelperTaskId = string & { readonly [helperTaskIdBrand]: true };

/** How long the link of a task opens at the longest. */
export const LINK_HOURS = 48;
/** The longest task, in characters: it is read on a telephone, in big letters. */
export const TASK_MAX = 200;
/** How often an answer may be corrected; more is abuse. */
export const ANSWERS_MAX = 5;

/**
 * `asked` alone is open. An answer ends the task, and may be corrected while its link opens. `not-me`: the link reached
 * somebody else, and opens no more. `case-over`: the case needs no answer any more.
 */
export const endedStatuses = ['answered', 'not-me', 'revoked', 'lapsed', 'case-over'] as const;
export type HelperTaskStatus = 'asked' | (typeof endedStatuses)[number];

/** `silence`: until when an answer is hoped for; then the officer is told. `link`: until when the link opens. */
export type HelperClock = Clock<'silence' | 'link'>;

/** What an officer asks one person without an account, about one case. The words of the task are a sealed text. */
export interface HelperTask extends EngineState {
  readonly id: HelperTaskId;
  readonly status: HelperTaskStatus;
  readonly caseId: CaseId;
  readonly for: HelperRole;
  readonly askedBy: PersonId;
  readonly askedAt: Instant;
  readonly until: Instant;
  /** The only photo of the case that the helper may see, and the copy that is sealed to the link. */
  readonly photo?: PhotoId;
  readonly copy?: PhotoId;
  readonly answer?: HelperAnswer;
  readonly answeredAt?: Instant;
  /** How many answers were given; each but the first corrects the one before. */
  readonly answers: number;
  readonly clocks: readonly HelperClock[];
}

/** What is asked, before it is known when it is due. */
export interface Asking {
  readonly station: StationId;
  readonly id: HelperTaskId;
  readonly caseId: CaseId;
  readonly priority: Priority;
  readonly for: HelperRole;
  readonly askedBy: PersonId;
  readonly photo?: PhotoId;
  readonly copy?: PhotoId;
}

export type HelperTaskCommand =
  | { readonly move: 'ask'; readonly as: Asking }
  /** `seen`: how many answers the helper saw when writing; another device may have been first. */
  | { readonly move: 'answer'; readonly answer: HelperAnswer; readonly seen: number }
  /** A photo that belongs to the answer was kept. */
  | { readonly move: 'photo-kept' }
  | { readonly move: 'revoke' }
  | { readonly move: 'tick' }
  /** The clock of a task whose case has been answered or has ended. */
  | { readonly move: 'end-with-case' }
  | { readonly move: 'not-delivered'; readonly to: Message['to'] };

export type HelperTaskFact =
  | {
      readonly fact: 'asked';
      readonly as: Asking;
      readonly until: Instant;
      readonly clocks: readonly HelperClock[];
    }
  | { readonly fact: 'answered'; readonly answer: HelperAnswer; readonly correction?: number }
  | { readonly fact: 'photo-added' }
  | { readonly fact: 'revoked' }
  | { readonly fact: 'silent'; readonly messages: readonly Message[] }
  | { readonly fact: 'lapsed' }
  | { readonly fact: 'ended-with-case' }
  | { readonly fact: 'reviewed' }
  | { readonly fact: 'officer-not-reached'; readonly messages: readonly Message[] };

export interface HelperTaskTypes {
  State: HelperTask;
  Command: HelperTaskCommand;
  Fact: HelperTaskFact;
  Refusal: Refusal;
  Policy: Policy;
}

/** Whether the helper of a task may add a photo: to an answer, while the link opens. */
export const takesPhotos = (task: HelperTask, now: Instant): boolean =>
  task.status === 'answered' && isLinkOpen(task, now);

/** Whether the link of a task opens; whoever asks has to look at the case as well. */
export const isLinkOpen = ({ status, until }: HelperTask, now: Instant): boolean =>
  now < until && (status === 'asked' || status === 'answered');
