import type { Instant } from '../../engine/calendar/instant.ts';
import { escalateAtOnce } from '../../engine/clocks/escalation.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import { type CaseDraft, clockOf } from '../case.ts';
import type { Clock } from '../clock-kinds.ts';
import type { SystemCommand } from '../command.ts';
import type { Effects } from '../fact.ts';
import { isHandled, isOpen } from '../lifecycle.ts';
import type { Message } from '../message-kinds.ts';
import { append, type Decision, draftDecision, finish } from './decision-draft.ts';
import { responsibleFor } from './responsible-role.ts';
import { staffMessage } from './staff-messages.ts';

type DeliveryFailed = Extract<SystemCommand, { move: 'delivery-failed' }>;

/**
 * A message could not be delivered. An undelivered reply is no response, so the promise to respond runs again. For an
 * undelivered level the escalation moves to the next level at once, if there is one. For anything else the next higher
 * role is notified.
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
    // There is no level above the top: escalating at once would repeat the top level every minute while it is
    // unstaffed.
    const isTop = escalation.level >= policy.escalations[draft.priority].levels.length;
    const isPending = escalation.level === command.level && !escalation.acting;
    return isPending && !isTop ? { escalation: escalateAtOnce(escalation, now) } : {};
  }
  const respond = clockOf(draft, 'respond');
  if (
    command.to === 'resident' &&
    carriesReply(command) &&
    !isHandled(draft.status) &&
    respond?.state === 'met'
  ) {
    return { clocks: [runAgain(respond)], messages: undelivered(responsibleFor(draft, policy), draft) };
  }
  const notified = command.to === 'resident' ? responsibleFor(draft, policy) : superior[command.to];
  return { messages: notified === undefined ? [] : undelivered(notified, draft) };
}

const carriesReply = ({ kind }: DeliveryFailed): boolean =>
  kind === 'reply' || kind === 'ask' || kind === 'rating-request';

/**
 * Restarts the original promise with its original date. If that has passed, the next tick breaches it; where it had been
 * broken before the reply, `metAt` stays, since whoever follows the case has heard so.
 */
function runAgain({ late, metAt, ...clock }: Clock): Clock {
  const wasBroken = late === true && metAt !== undefined && metAt > clock.promiseAt;
  return { ...clock, state: 'running', ...(wasBroken && { metAt }) };
}

const undelivered = (to: Responsible, draft: CaseDraft): readonly Message[] => [
  staffMessage(draft, to, 'undelivered'),
];

/** The role that is notified when a message to this role failed. For the district only the operator's alarm remains. */
const superior: { readonly [P in Responsible]?: Responsible } = {
  assignee: 'officer',
  guard: 'officer',
  officer: 'chief',
  chief: 'district',
};
