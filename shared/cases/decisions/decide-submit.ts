import type { Instant } from '../../engine/calendar/instant.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { Submit } from '../command.ts';
import { invalidAnswer, isInFuture } from '../details.ts';
import type { Message } from '../message-kinds.ts';
import { wantsNotices } from '../notices/notice-choice.ts';
import { append, type Decision, finish, refuse } from './decision-draft.ts';
import { responsibleFor } from './responsible-role.ts';
import { milestonesStartedBy, promiseClocks, termsOf } from './terms.ts';

/** The chain head before the first fact, whose hash covers the station and the case id. */
const NO_FACT_YET = '';

/** Receives a report: sets priority and promises by the type's policy, and alerts the responsible role. */
export function decideSubmit(command: Submit, now: Instant, policy: Policy): Decision {
  const { move: _, ...given } = command;
  const type = policy.types[given.type];
  const question = invalidAnswer(type, given.details);
  if (question !== undefined) return refuse({ code: 'invalid-details', question });

  if (isInFuture(given.occurredAt, now)) return refuse({ code: 'in-the-future' });

  const terms = termsOf(policy, type, { ...given, receivedAt: now });
  const received: CaseDraft = {
    ...given,
    version: 0,
    chainHead: NO_FACT_YET,
    policyVersion: policy.version,
    status: 'received',
    priority: terms.priority,
    receivedAt: now,
    clocks: promiseClocks(policy, terms, now, ['acknowledge', 'respond', 'resolve']),
    waits: 0,
    extensions: 0,
    reopens: 0,
  };
  const as = {
    ...received,
    clocks: [...received.clocks, ...milestonesStartedBy(policy, received, 'received', now)],
  };
  const messages: readonly Message[] = [
    { to: responsibleFor(as, policy), kind: 'alert' },
    ...(wantsNotices(as) ? [{ to: 'resident', kind: 'receipt' } as const] : []),
  ];
  return finish(append(undefined, { fact: 'submitted', as, messages }, policy), policy, now);
}
