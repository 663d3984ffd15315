import { defined } from '../../engine/defined.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { Clock } from '../clock-kinds.ts';
import type { Message, MessageKind } from '../message-kinds.ts';
import { responsibleFor } from './responsible-role.ts';

/** A message to a role; one to the assignee names the person, since the assignee may change before it is sent. */
export const staffMessage = (
  { assignee }: Pick<CaseDraft, 'assignee'>,
  to: Responsible,
  kind: MessageKind,
  clock?: Clock,
): Message => ({
  to,
  kind,
  ...defined({ person: to === 'assignee' ? assignee : undefined, clock: clock?.kind }),
});

/** A message to the role that is responsible for the case. */
export const toResponsible = (
  { draft, policy }: { readonly draft: CaseDraft; readonly policy: Policy },
  kind: MessageKind,
  clock?: Clock,
): readonly Message[] => [staffMessage(draft, responsibleFor(draft, policy), kind, clock)];
