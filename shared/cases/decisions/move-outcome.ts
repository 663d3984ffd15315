import type { Instant } from '../../engine/calendar/instant.ts';
import type { Actor } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { ClockList } from '../clock-kinds.ts';
import type { Effects, Happening } from '../fact.ts';
import type { Message } from '../message-kinds.ts';
import { wantsNotices } from '../notices/notice-choice.ts';
import type { Refusal } from '../refusal.ts';

/** The case that a move applies to, the actor, the time and the policy. */
export interface MoveContext {
  readonly draft: CaseDraft;
  readonly by: Actor;
  readonly now: Instant;
  readonly policy: Policy;
}

/**
 * What a move changes beyond the lifecycle table. `stays` keeps the present status although the table names another;
 * `until` is a date given with the move.
 */
export interface Change {
  readonly happening: Happening;
  readonly stays?: true;
  readonly until?: Instant;
  readonly clocks?: (clocks: ClockList) => ClockList;
  readonly escalation?: Effects['escalation'];
  /** The escalation, where it depends on the clocks after the move. */
  readonly escalationFor?: (clocks: ClockList) => Effects['escalation'];
  readonly messages?: readonly Message[];
}

export type MoveOutcome = Change | Refusal;
export const isRefusal = (moveOutcome: MoveOutcome): moveOutcome is Refusal => 'code' in moveOutcome;

/** A message to the resident, if they want any. The tracking page shows the change in any case. */
export const toResident = ({ draft }: MoveContext, kind: Message['kind']): readonly Message[] =>
  wantsNotices(draft) ? [{ to: 'resident', kind }] : [];
