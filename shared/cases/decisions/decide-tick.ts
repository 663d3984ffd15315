import type { Instant } from '../../engine/calendar/instant.ts';
import { breach, isUnmet } from '../../engine/clocks/clock.ts';
import { clockEffects, drop, put } from '../../engine/clocks/clock-list.ts';
import { escalate } from '../../engine/clocks/escalation.ts';
import { earliestStep, type Step } from '../../engine/clocks/next-deadline.ts';
import { defined } from '../../engine/defined.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft, OpenCase } from '../case.ts';
import { type Clock, type ClockKind, promiseKinds } from '../clock-kinds.ts';
import type { Fact } from '../fact.ts';
import { isOpen } from '../lifecycle.ts';
import type { Message } from '../message-kinds.ts';
import { wantsNotices } from '../notices/notice-choice.ts';
import { coReportersOf } from './co-reporters.ts';
import {
  append,
  type Decision,
  type DecisionDraft,
  draftDecision,
  draftOf,
  finish,
} from './decision-draft.ts';
import { enterStatus, resumePaused } from './enter-status.ts';
import { withoutMootDecisions } from './pending-decision.ts';
import { ownerOf, responsibleFor } from './responsible-role.ts';
import { staffMessage, toResponsible } from './staff-messages.ts';
import { dailyWindow, decisionClock, milestoneOf } from './terms.ts';
import { endedPause } from './waiting.ts';

/** More than any case has clocks. Steps beyond it stay due, and the next sweep takes them a minute later. */
const STEPS_PER_TICK_MAX = 12;

/**
 * Takes every step that is due at `now`, each at most once: skipped reminders are folded into the breach, skipped
 * levels into the highest one. When nothing is due, there are no facts.
 */
export function decideTick(before: OpenCase, now: Instant, policy: Policy): Decision {
  const floorReached = before.dueKind === 'review' && before.dueAt <= now;
  let decided = takeDueSteps(draftDecision(draftOf(before)), now, policy);
  if (decided.facts.length === 0 && floorReached) decided = askForReview(decided, policy);
  return finish(decided, policy, now);
}

/** Takes the steps of a decision's case that are due at `now`, earliest first. */
export function takeDueSteps(before: DecisionDraft, now: Instant, policy: Policy): DecisionDraft {
  let decided = before;
  for (let steps = 0; steps < STEPS_PER_TICK_MAX && isOpen(decided.draft.status); steps += 1) {
    const step = earliestStep<ClockKind>(decided.draft);
    if (step === undefined || step.at > now) break;
    const moot = mootDecision(decided.draft, policy);
    const fact = moot === undefined ? takeStep(step, decided.draft, now, policy) : dropped(moot);
    decided = append(decided, fact, policy);
  }
  return decided;
}

/** Cases stored by an earlier release may have a clock for a decision that can no longer be taken. */
const mootDecision = ({ clocks, status, type }: CaseDraft, policy: Policy): ClockKind | undefined => {
  const kept = withoutMootDecisions(clocks, status, policy.types[type]);
  return clocks.find((clock) => !kept.includes(clock))?.kind;
};

const dropped = (clock: ClockKind): Fact => ({ fact: 'lapsed', clock, dropClocks: [clock] });

const askForReview = (decided: DecisionDraft, policy: Policy): DecisionDraft =>
  append(
    decided,
    { fact: 'reviewed', messages: toResponsible({ draft: decided.draft, policy }, 'decision-needed') },
    policy,
  );

function takeStep(step: Step<ClockKind>, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  if (step.clock === undefined) return reachLevel(draft, now, policy);
  if (step.clock.promiseAt > now) return remind(step.clock, draft, now, policy);
  switch (step.clock.kind) {
    case 'window':
      return endWindow(draft, now, policy);
    case 'resident-answer':
      return endResidentWait(step.clock, draft, now, policy);
    case 'third-party':
    case 'appointment':
      return breachWait(step.clock, draft, policy);
    default:
      return endClock(step.clock, draft, policy);
  }
}

/** Takes all reminders that are due but sends one message, so that an outage is not followed by several at once. */
function remind(clock: Clock, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const reminded = clock.remindAt.filter((at) => at <= now).length;
  const responsible = ownerOf(draft, policy, clock.kind);
  const message: Message =
    responsible === 'resident'
      ? { to: responsible, kind: 'nudge', clock: clock.kind }
      : staffMessage(
          draft,
          responsible === 'third-party' ? responsibleFor(draft, policy) : responsible,
          'reminder',
          clock,
        );
  return {
    fact: 'reminded',
    clock: clock.kind,
    skipped: reminded - clock.reminded - 1,
    clocks: [{ ...clock, reminded }],
    messages: responsible === 'resident' && !wantsNotices(draft) ? [] : [message],
  };
}

function reachLevel(draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const escalationPolicy = policy.escalations[draft.priority];
  const { levels } = escalationPolicy;
  const escalated = draft.escalation && escalate(policy.calendars, escalationPolicy, draft.escalation, now);
  if (escalated === undefined) throw new Error('the next level of an escalation is not due yet');
  const { escalation, skipped, repeats } = escalated;
  const responsible = (levels[escalation.level - 1] ?? levels[0]).responsible;
  const message = {
    ...staffMessage(draft, responsible, 'level'),
    level: escalation.level,
    until: escalation.nextAt,
  };
  return {
    fact: 'level-reached',
    level: escalation.level,
    responsible,
    skipped,
    repeats,
    escalation,
    messages: [message],
  };
}

/** Breaches the clock, or drops it where its milestone only notifies. `append` starts the escalation of a breach. */
function endClock(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const milestone = milestoneOf(policy, draft, clock.kind);
  if (milestone?.atEnd === 'notify') {
    const messages = toResponsible({ draft, policy }, 'decision-needed', clock);
    return { fact: 'lapsed', clock: clock.kind, dropClocks: [clock.kind], messages };
  }
  return breached(clock, draft, policy);
}

function breached(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const owner = ownerOf(draft, policy, clock.kind);
  // When a resident or a third party missed it, the case's responsible must follow it up.
  const responsible = owner === 'chief' ? owner : responsibleFor(draft, policy);
  return {
    fact: 'breached',
    clock: clock.kind,
    skippedReminders: clock.remindAt.length - clock.reminded,
    clocks: [breach(clock)],
    messages: [staffMessage(draft, responsible, 'breach', clock), ...apologies(clock, draft)],
  };
}

/** Promises of something that the resident hears of. That somebody has looked is told on their page alone. */
const answers: readonly ClockKind[] = promiseKinds.filter((kind) => kind !== 'acknowledge');

/**
 * Whoever follows the case hears once of each promise that was broken to them, whatever levels follow, and although the
 * late reply did not arrive.
 */
function apologies({ kind: clock, metAt }: Clock, draft: CaseDraft): readonly Message[] {
  if (!answers.includes(clock) || metAt !== undefined) return [];
  const kind = 'broken-promise';
  return [
    ...(wantsNotices(draft) ? [{ to: 'resident', kind, clock } as const] : []),
    ...(coReportersOf(draft) > 0 ? [{ to: 'co-reporters', kind, clock } as const] : []),
  ];
}

/** The wait for a third party or an appointment has ended: paused promises run on from that moment. */
function breachWait(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const fact = breached(clock, draft, policy);
  const running = resumePaused(policy, draft.clocks, clock.promiseAt);
  return {
    ...fact,
    ...clockEffects(draft.clocks, put(running, breach(clock))),
    ...defined({ paused: endedPause(draft, clock.promiseAt) }),
  };
}

/** The resident did not answer in time. That resolves nothing: staff must decide, and paused promises run on. */
function endResidentWait(clock: Clock, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const entered = enterStatus({ draft, to: 'in-progress', now: clock.promiseAt, policy });
  const clocks = put(entered.clocks, decisionClock(policy, draft, 'decision', now));
  return {
    fact: 'lapsed',
    clock: clock.kind,
    to: 'in-progress',
    ...clockEffects(draft.clocks, clocks),
    ...defined({ paused: entered.paused }),
    messages: toResponsible({ draft, policy }, 'decision-needed', clock),
  };
}

/** The reopen window has passed: the case is closed unless milestones remain or its type needs a person to close it. */
function endWindow(draft: CaseDraft, now: Instant, policy: Policy): Fact {
  if (policy.types[draft.type].closing === 'never-by-itself') {
    const messages = toResponsible({ draft, policy }, 'decision-needed');
    return { fact: 'closing-asked', clocks: [dailyWindow(policy, now)], messages };
  }
  const hasOtherClocks = drop(draft.clocks, 'window').some(isUnmet);
  if (hasOtherClocks) return { fact: 'lapsed', clock: 'window', dropClocks: ['window'] };
  const clocks = clockEffects(draft.clocks, enterStatus({ draft, to: 'closed', now, policy }).clocks);
  return { fact: 'closed', to: 'closed', escalation: null, ...clocks };
}
