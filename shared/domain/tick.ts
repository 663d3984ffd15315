import { arrive, resumePaused } from './arrival.ts';
import type { CaseDraft, OpenCase } from './case.ts';
import { breach, type Clock, isUnmet } from './clock.ts';
import { clockEffects, drop, put } from './clock-list.ts';
import { conclude, type Decision, draftOf, type Story, storyOf, tell } from './decision.ts';
import type { Fact } from './fact.ts';
import type { Instant } from './instant.ts';
import { climb } from './ladder.ts';
import { isOpen } from './lifecycle.ts';
import type { Message, MessageKind } from './message.ts';
import { earliestStep, ownerOf, responsible, type Step } from './next-step.ts';
import type { Party } from './party.ts';
import type { Policy } from './policy.ts';
import { dailyWindow, decisionClock, milestoneOf } from './terms.ts';

/** More steps than any case has clocks for; what would be left over is due at once and taken a minute later. */
const STEPS_PER_TICK_MAX = 12;

/**
 * Time has gone by: takes every step that `now` has passed, each at most once, folding reminders into their
 * breach and rungs into the highest. Deciding nothing is an answer too.
 */
export function decideTick(before: OpenCase, now: Instant, policy: Policy): Decision {
  const floorReached = before.dueKind === 'review' && before.dueAt <= now;
  let story = storyOf(draftOf(before));
  for (let steps = 0; steps < STEPS_PER_TICK_MAX && isOpen(story.draft.status); steps += 1) {
    const step = earliestStep(story.draft);
    if (step === undefined || step.at > now) break;
    story = tell(story, take(step, story.draft, now, policy), policy);
  }
  if (story.facts.length === 0 && floorReached) story = askForReview(story, policy);
  return conclude(story, policy, now);
}

const askForReview = (story: Story, policy: Policy): Story =>
  tell(story, { fact: 'reviewed', messages: toResponsible(story.draft, policy, 'decision-needed') }, policy);

function take(step: Step, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  if (step.clock === undefined) return climbLadder(draft, now, policy);
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
  const party = ownerOf(draft, policy, clock.kind);
  const message: Message =
    party === 'resident'
      ? { to: party, kind: 'nudge', clock: clock.kind }
      : {
          ...staffMessage(draft, party === 'third-party' ? responsible(draft, policy) : party, 'reminder'),
          clock: clock.kind,
        };
  return {
    fact: 'reminded',
    clock: clock.kind,
    skipped: reminded - clock.reminded - 1,
    clocks: [{ ...clock, reminded }],
    messages: party === 'resident' && !draft.reachable ? [] : [message],
  };
}

function climbLadder(draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const rungs = policy.ladders[draft.priority];
  const climbed = draft.ladder && climb(policy.calendars, rungs, draft.ladder, now);
  if (climbed === undefined) throw new Error('a ladder without a step that has passed was asked to climb');
  const { ladder, skipped, repeats } = climbed;
  const party = (rungs.rungs[ladder.rung - 1] ?? rungs.rungs[0]).party;
  const message = { ...staffMessage(draft, party, 'rung'), rung: ladder.rung, until: ladder.nextAt };
  return {
    fact: 'rung-reached',
    rung: ladder.rung,
    party,
    skipped,
    repeats,
    ladder,
    messages: [message],
  };
}

/** The promise is broken: it is said to who had to keep it, and the ladder goes up (see `tell`). */
function endClock(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const milestone = milestoneOf(policy, draft, clock.kind);
  if (milestone?.atEnd === 'tell') {
    const messages = toResponsible(draft, policy, 'decision-needed', clock);
    return { fact: 'lapsed', clock: clock.kind, dropClocks: [clock.kind], messages };
  }
  return breached(clock, draft, policy);
}

function breached(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const owner = ownerOf(draft, policy, clock.kind);
  // Broken by a resident or a third party, it is ours to follow up.
  const party = owner === 'chief' ? owner : responsible(draft, policy);
  return {
    fact: 'breached',
    clock: clock.kind,
    skippedReminders: clock.remindAt.length - clock.reminded,
    clocks: [breach(clock)],
    messages: [{ ...staffMessage(draft, party, 'breach'), clock: clock.kind }],
  };
}

/** Others had their time: the matter's own promise runs on from the moment theirs ended. */
function breachWait(clock: Clock, draft: CaseDraft, policy: Policy): Fact {
  const fact = breached(clock, draft, policy);
  const running = resumePaused(policy, draft.clocks, clock.promiseAt);
  return { ...fact, ...clockEffects(draft.clocks, put(running, breach(clock))) };
}

/** Silence never resolves a matter: the officer decides, and the promises run on. */
function endSilence(clock: Clock, draft: CaseDraft, now: Instant, policy: Policy): Fact {
  const arrived = arrive({ draft, to: 'in-progress', now: clock.promiseAt, policy });
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
  const clocks = clockEffects(draft.clocks, arrive({ draft, to: 'closed', now, policy }));
  return { fact: 'closed', to: 'closed', ladder: null, ...clocks };
}

function toResponsible(
  draft: CaseDraft,
  policy: Policy,
  kind: MessageKind,
  clock?: Clock,
): readonly Message[] {
  return [{ ...staffMessage(draft, responsible(draft, policy), kind), ...(clock && { clock: clock.kind }) }];
}

const staffMessage = (draft: CaseDraft, to: Party, kind: MessageKind): Message => ({
  to,
  kind,
  ...(to === 'assignee' && draft.assignee !== undefined && { person: draft.assignee }),
});
