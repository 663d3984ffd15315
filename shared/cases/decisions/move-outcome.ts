import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Actor } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { ClockList } from '../clock-kinds.ts';
import type { Effects, Happening } from '../fact.ts';
import type { Message } from '../message-kinds.ts';
import type { Refusal } from '../refusal.ts';
import { responsibleFor } from './responsible-role.ts';

/** The case a move is asked of, who asks, and when. */
export interface MoveContext {
  readonly draft: CaseDraft;
  readonly by: Actor;
  readonly now: Instant;
  readonly policy: Policy;
}

/**
 * What a move means beyond the lifecycle table: the fact, and what it changes. `stays` keeps the status although
 * the table would lead on; `until` is the date the move itself brings.
 */
export interface Change {
  readonly happening: Happening;
  readonly stays?: true;
  readonly until?: Instant;
  readonly clocks?: (clocks: ClockList) => ClockList;
  readonly escalation?: Effects['escalation'];
  readonly messages?: readonly Message[];
}

export type MoveOutcome = Change | Refusal;
export const isRefusal = (moveOutcome: MoveOutcome): moveOutcome is Refusal => 'code' in moveOutcome;

/** A message to the resident, where there is a way to reach them; the tracking page says it in any case. */
export const toResident = ({ draft }: MoveContext, kind: Message['kind']): readonly Message[] =>
  draft.reachable ? [{ to: 'resident', kind }] : [];

/** A message to whoever must act on the case. */
export const toResponsible = (
  { draft, policy }: Pick<MoveContext, 'draft' | 'policy'>,
  kind: Message['kind'],
): readonly Message[] => [
  {
    to: responsibleFor(draft, policy),
    kind,
    ...defined({ person: draft.assignee }),
  },
];
