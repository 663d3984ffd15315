import type { Instant } from '../../engine/calendar/instant.ts';
import { breach, type Clock, isUnmet } from '../../engine/clocks/clock.ts';
import { clockEffects, drop, put } from '../../engine/clocks/clock-list.ts';
import { escalate } from '../../engine/clocks/escalation.ts';
import type { Message, MessageKind } from '../../engine/outbox/message.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft, OpenCase } from '../case.ts';
import type { Fact } from '../fact.ts';
import { isOpen } from '../lifecycle.ts';
import {
  append,
  type Decision,
  type DecisionDraft,
  draftDecision,
  draftOf,
  finish,
} from './decision-draft.ts';
import { enterStatus, resumePaused } from './enter-status.ts';
import { earliestStep, ownerOf, responsibleFor, type Step } from './next-step.ts';
import { dailyWindow, decisionClock, milestoneOf } from './terms.ts';

/** More steps than any case has clocks for; what would be left over is due at once and taken a minute later. */
const STEPS_PER_TICK_MAX = 12;

/**
 * Time has gone by: takes every step that `now` has passed, each at most once, folding reminders into their
 * breach and levels into the highest. Deciding nothing is an answer too.
 */
export function decideTick(before: OpenCase, now: Instant, policy: Policy): Decision {
  const floorReached = before.dueKind === 'review' && before.dueAt <= now;
  let decided = draftDecision(draftOf(before));
  for (let steps = 0; steps < STEPS_PER_TICK_MAX && isOpen(decided.draft.status); steps += 1) {
    const step = earliestStep(decided.draft);
    if (step === undefined || step.at > now) break;
    decided = append(decided, take(step, decided.draft, now, policy), policy);
  }
  if (decided.facts.length === 0 && floorReached) decided = askForReview(decided, policy);
  return finish(decided, policy, now);
}

const askForReview = (decided: DecisionDraft, policy: Policy): DecisionDraft =>
  append(
    decided,
    { fact: 'reviewed', messages: toResponsible(decided.draft, policy, 'decision-needed') },
    policy,
  );

function take(step: Step, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  if (step.clock === undefined) return reachLevel(draft, now, policy);
  if (step.clock.promiseAt > now) return remind(step.clock, draft, now, policy);
  switch (step.clock.kind) {
    case 'window':
      return endWindow(draft, now, policy);
    case 'resident-answer':
      return endSilence(step.clock, draft, now, policy);
    case 'third-party':
    case 'appointment':
      return breachWait(step.clock, draft, policy);
    default:
      return endClock(step.clock, draft, policy);
  }
}

/** All reminders passed are taken, one is sent: after an outage nobody needs "half" and "four fifths" at once. */
function remind(clock: Clock, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const reminded = clock.remindAt.filter((at) => at <= now).length;
  const responsible = ownerOf(draft, policy, clock.kind);
  const message: Message =
    responsible === 'resident'
      ? { to: responsible, kind: 'nudge', clock: clock.kind }
      : {
          ...staffMessage(
            draft,
            responsible === 'third-party' ? responsibleFor(draft, policy) : responsible,
            'reminder',
          ),
          clock: clock.kind,
        };
  return {
    fact: 'reminded',
    clock: clock.kind,
    skipped: reminded - clock.reminded - 1,
    clocks: [{ ...clock, reminded }],
    messages: responsible === 'resident' && !draft.reachable ? [] : [message],
  };
}

function reachLevel(draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const levels = policy.escalations[draft.priority];
  const escalated = draft.escalation && escalate(policy.calendars, levels, draft.escalation, now);
  if (escalated === undefined)
    throw new Error('an escalation was asked for its next level before it was due');
  const { escalation, skipped, repeats } = escalated;
  const responsible = (levels.levels[escalation.level - 1] ?? levels.levels[0]).responsible;
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

/** The promise is broken: it is said to who had to keep it, and the escalation goes up (see `tell`). */
function endClock(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const milestone = milestoneOf(policy, draft, clock.kind);
  if (milestone?.atEnd === 'notify') {
    const messages = toResponsible(draft, policy, 'decision-needed', clock);
    return { fact: 'lapsed', clock: clock.kind, dropClocks: [clock.kind], messages };
  }
  return breached(clock, draft, policy);
}

function breached(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const owner = ownerOf(draft, policy, clock.kind);
  // Broken by a resident or a third role, it is ours to follow up.
  const responsible = owner === 'chief' ? owner : responsibleFor(draft, policy);
  return {
    fact: 'breached',
    clock: clock.kind,
    skippedReminders: clock.remindAt.length - clock.reminded,
    clocks: [breach(clock)],
    messages: [{ ...staffMessage(draft, responsible, 'breach'), clock: clock.kind }],
  };
}

/** Others had their time: the case's own promise runs on from the moment theirs ended. */
function breachWait(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const fact = breached(clock, draft, policy);
  const running = resumePaused(policy, draft.clocks, clock.promiseAt);
  return { ...fact, ...clockEffects(draft.clocks, put(running, breach(clock))) };
}

/** Silence never resolves a case: the officer decides, and the promises run on. */
function endSilence(clock: Clock, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const arrived = enterStatus({ draft, to: 'in-progress', now: clock.promiseAt, policy });
  const clocks = put(arrived, decisionClock(policy, draft, 'decision', now));
  return {
    fact: 'lapsed',
    clock: clock.kind,
    to: 'in-progress',
    ...clockEffects(draft.clocks, clocks),
    messages: toResponsible(draft, policy, 'decision-needed', clock),
  };
}

/** The resident had time to say "not solved". Revisits keep a case open; some types only a person may close. */
function endWindow(draft: CaseDraft, now: Instant, policy: Policy): Fact {
  if (policy.types[draft.type].closing === 'never-by-itself') {
    const messages = toResponsible(draft, policy, 'decision-needed');
    return { fact: 'closing-asked', clocks: [dailyWindow(policy, now)], messages };
  }
  const others = drop(draft.clocks, 'window').some(isUnmet);
  if (others) return { fact: 'lapsed', clock: 'window', dropClocks: ['window'] };
  const clocks = clockEffects(draft.clocks, enterStatus({ draft, to: 'closed', now, policy }));
  return { fact: 'closed', to: 'closed', escalation: null, ...clocks };
}

function toResponsible(
  draft: CaseDraft,
  policy: Policy,
  kind: MessageKind,
  clock?: Clock,
): readonly Message[] {
  return [
    { ...staffMessage(draft, responsibleFor(draft, policy), kind), ...(clock && { clock: clock.kind }) },
  ];
}

const staffMessage = (draft: CaseDraft, to: Responsible, kind: MessageKind): Message => ({
  to,
  kind,
  ...(to === 'assignee' && draft.assignee !== undefined && { person: draft.assignee }),
});
