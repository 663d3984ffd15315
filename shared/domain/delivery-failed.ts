import type { CaseDraft } from './case.ts';
import { clockOf } from './case.ts';
import type { Clock } from './clock.ts';
import type { SystemCommand } from './command.ts';
import { conclude, type Decision, storyOf, tell } from './decision.ts';
import type { Effects } from './fact.ts';
import type { Instant } from './instant.ts';
import { climbAtOnce } from './ladder.ts';
import { isOpen } from './lifecycle.ts';
import type { Message } from './message.ts';
import { responsible } from './next-step.ts';
import type { Party } from './party.ts';
import type { Policy } from './policy.ts';

type DeliveryFailed = Extract<SystemCommand, { move: 'delivery-failed' }>;

/**
 * A message could not reach its addressee. An undelivered reply is not a response, so the promise to respond runs
 * again; an undelivered rung climbs at once, where there is one above; anything else is told to whoever stands above.
 */
export function decideDeliveryFailed(
  command: DeliveryFailed,
  draft: CaseDraft,
  now: Instant,
  policy: Policy,
): Decision {
  if (!isOpen(draft.status)) return conclude(storyOf(draft), policy, now);
  const { delivery, reason } = command;
  const fact = {
    fact: 'delivery-failed',
    delivery,
    reason,
    ...consequence(command, draft, now, policy),
  } as const;
  return conclude(tell(storyOf(draft), fact, policy), policy, now);
}

function consequence(command: DeliveryFailed, draft: CaseDraft, now: Instant, policy: Policy): Effects {
  const { ladder } = draft;
  if (command.kind === 'rung' && ladder !== undefined) {
    // Nobody stands above the top: climbing at once would only repeat it every minute, for as long as it is unmanned.
    const isTop = ladder.rung >= policy.ladders[draft.priority].rungs.length;
    const stillThere = ladder.rung === command.rung && !ladder.acting;
    return stillThere && !isTop ? { ladder: climbAtOnce(ladder, now) } : {};
  }
  const respond = clockOf(draft, 'respond');
  if (command.to === 'resident' && carriesWords(command) && stillWorking(draft) && respond?.state === 'met') {
    return { clocks: [runAgain(respond)], messages: undelivered(responsible(draft, policy), draft) };
  }
  const above = command.to === 'resident' ? responsible(draft, policy) : next[command.to];
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

const undelivered = (to: Party, { assignee }: CaseDraft): readonly Message[] => [
  { to, kind: 'undelivered', ...(to === 'assignee' && assignee !== undefined && { person: assignee }) },
];

/** Who is told when a message to this party died. Above the district desk there is only the operator's alarm. */
const next: { readonly [P in Party]?: Party } = {
  assignee: 'officer',
  guard: 'officer',
  officer: 'chief',
  chief: 'district',
};
