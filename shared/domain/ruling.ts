import type { CaseDraft } from './case.ts';
import type { ClockList } from './clock-list.ts';
import type { Effects, Happening } from './fact.ts';
import type { Instant } from './instant.ts';
import type { Message } from './message.ts';
import { responsible } from './next-step.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusal.ts';
import type { Actor } from './scope.ts';

/** The case a move is asked of, who asks, and when. */
export interface Ask {
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
  readonly ladder?: Effects['ladder'];
  readonly messages?: readonly Message[];
}

export type Ruling = Change | Refusal;
export const isRefusal = (ruling: Ruling): ruling is Refusal => 'code' in ruling;

/** A message to the resident, where there is a way to reach them; the tracking page says it in any case. */
export const toResident = ({ draft }: Ask, kind: Message['kind']): readonly Message[] =>
  draft.reachable ? [{ to: 'resident', kind }] : [];

/** A message to whoever must act on the matter. */
export const toResponsible = (
  { draft, policy }: Pick<Ask, 'draft' | 'policy'>,
  kind: Message['kind'],
): readonly Message[] => [
  {
    to: responsible(draft, policy),
    kind,
    ...(draft.assignee !== undefined && { person: draft.assignee }),
  },
];
