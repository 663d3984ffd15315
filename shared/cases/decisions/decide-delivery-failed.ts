import type { Instant } from '../../engine/calendar/instant.ts';
import type { Clock } from '../../engine/clocks/clock.ts';
import { escalateAtOnce } from '../../engine/clocks/escalation.ts';
import type { Message } from '../../engine/outbox/message.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import { clockOf } from '../case.ts';
import type { SystemCommand } from '../command.ts';
import type { Effects } from '../fact.ts';
import { isOpen } from '../lifecycle.ts';
import { append, type Decision, draftDecision, finish } from './decision-draft.ts';
import { responsibleFor } from './next-step.ts';

type DeliveryFailed = Extract<SystemCommand, { move: 'delivery-failed' }>;

/**
 * A message could not reach its addressee. An undelivered reply is not a response, so the promise to respond runs
 * again; an undelivered level escalates at once, where there is one above; anything else is told to whoever stands above.
 */
export function decideDeliveryFailed(
  command: DeliveryFailed,
  draft: CaseDraft,
  now: Instant,
  policy: Policy,
): Decision {
  if (!isOpen(draft.status)) return finish(draftDecision(draft), policy, now);
  const { delivery, reason } = command;
  const fact = {
    fact: 'delivery-failed',
    delivery,
    reason,
    ...consequence(command, draft, now, policy),
  } as const;
  return finish(append(draftDecision(draft), fact, policy), policy, now);
}

function consequence(command: DeliveryFailed, draft: CaseDraft, now: Instant, policy: Policy): Effects {
  const { escalation } = draft;
  if (command.kind === 'level' && escalation !== undefined) {
    // Nobody stands above the top: escalating at once would only repeat it every minute, for as long as it is unmanned.
    const isTop = escalation.level >= policy.escalations[draft.priority].levels.length;
    const stillThere = escalation.level === command.level && !escalation.acting;
    return stillThere && !isTop ? { escalation: escalateAtOnce(escalation, now) } : {};
  }
  const respond = clockOf(draft, 'respond');
  if (command.to === 'resident' && carriesWords(command) && stillWorking(draft) && respond?.state === 'met') {
    return { clocks: [runAgain(respond)], messages: undelivered(responsibleFor(draft, policy), draft) };
  }
  const above = command.to === 'resident' ? responsibleFor(draft, policy) : next[command.to];
  return { messages: above === undefined ? [] : undelivered(above, draft) };
}

const carriesWords = ({ kind }: DeliveryFailed): boolean =>
  kind === 'reply' || kind === 'ask' || kind === 'rating-request';

const stillWorking = ({ status }: CaseDraft): boolean =>
  !['resolved', 'not-resolved', 'rejected', 'transferred'].includes(status);

/** The original promise, not a new one; if it has passed meanwhile, the next tick finds it broken. */
function runAgain({ late: _, ...clock }: Clock): Clock {
  return { ...clock, state: 'running' };
}

const undelivered = (to: Responsible, { assignee }: CaseDraft): readonly Message[] => [
  { to, kind: 'undelivered', ...(to === 'assignee' && assignee !== undefined && { person: assignee }) },
];

/** Who is told when a message to this role died. Above the district desk there is only the operator's alarm. */
const next: { readonly [P in Responsible]?: Responsible } = {
  assignee: 'officer',
  guard: 'officer',
  officer: 'chief',
  chief: 'district',
};
