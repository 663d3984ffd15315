import type { Decision, DecisionContext } from '../engine/aggregate-types.ts';
import { HOUR, type Instant, MINUTE } from '../engine/calendar/instant.ts';
import { breach, clockUntil, meet } from '../engine/clocks/clock.ts';
import { type NextStep, nextDeadline } from '../engine/clocks/next-deadline.ts';
import { defined } from '../engine/defined.ts';
import type { Message } from '../engine/outbox/message.ts';
import type { Priority } from '../engine/priority.ts';
import type { Policy } from '../policies/policy.ts';
import {
  ANSWERS_MAX,
  type Asking,
  type HelperClock,
  type HelperTask,
  type HelperTaskCommand,
  type HelperTaskFact,
  type HelperTaskStatus,
  type HelperTaskTypes,
  LINK_HOURS,
  takesPhotos,
} from './helper-task.ts';

type Draft = Omit<HelperTask, keyof NextStep>;
type Decided = Decision<HelperTaskTypes>;

/** How long an answer is hoped for before the officer is told, unless the station's policy says otherwise. */
const SILENCE: Readonly<Record<Priority, Instant>> = {
  P0: 15 * MINUTE,
  P1: HOUR,
  P2: 12 * HOUR,
  P3: 24 * HOUR,
  P4: 24 * HOUR,
};

/** Decides every command on a task. Pure: time, actor and policy are arguments. */
export function decideHelperTask(
  before: HelperTask | undefined,
  command: HelperTaskCommand,
  { now, policy }: Pick<DecisionContext<Policy>, 'now' | 'policy'>,
): Decided {
  if (command.move === 'ask') {
    return before === undefined ? ask(command.as, policy, now) : refuse('helper-task-over');
  }
  if (before === undefined) return refuse('not-found');
  switch (command.move) {
    case 'answer':
      return answer(before, command, now);
    case 'photo-kept':
      return takesPhotos(before, now)
        ? { facts: [{ fact: 'photo-added' }], after: { ...before, version: before.version + 1 } }
        : refuse('not-found');
    case 'revoke':
      return before.status === 'asked' || before.status === 'answered'
        ? ended(before, 'revoked', { fact: 'revoked' }, now)
        : refuse('helper-task-over');
    case 'tick':
      return tick(before, now);
    case 'end-with-case':
      return before.status === 'asked'
        ? ended(before, 'case-over', { fact: 'ended-with-case' }, now)
        : unchanged(before);
    case 'not-delivered':
      return notDelivered(before, command.to, now);
  }
}

const refuse = (code: 'not-found' | 'helper-answered-before' | 'helper-task-over'): Decided => ({
  refusal: { code },
});
const unchanged = (before: HelperTask): Decided => ({ facts: [], after: before });

function ask(as: Asking, policy: Policy, now: Instant): Decided {
  const until = now + LINK_HOURS * HOUR;
  const own = policy.helperSilence?.[as.priority];
  const hoped = own === undefined ? SILENCE[as.priority] : policy.calendars.lengthMs('always', own);
  const start = { calendar: 'always', reminders: 'none' } as const;
  const clocks: readonly HelperClock[] = [
    // Silence is told of while the link still opens, so that the officer can ask by another way in time.
    clockUntil(policy.calendars, { ...start, kind: 'silence' }, now, Math.min(now + hoped, until - HOUR)),
    clockUntil(policy.calendars, { ...start, kind: 'link' }, now, until),
  ];
  const draft: Draft = {
    ...as,
    version: 1,
    chainHead: '',
    policyVersion: policy.version,
    status: 'asked',
    askedAt: now,
    until,
    answers: 0,
    clocks,
  };
  return { facts: [{ fact: 'asked', as, until, clocks }], after: withNextStep(draft, now) };
}

/** The first answer counts; one by somebody who had not seen it is no correction of it. */
function answer(
  before: HelperTask,
  { answer: given, seen }: Extract<HelperTaskCommand, { move: 'answer' }>,
  now: Instant,
): Decided {
  const isOpen = before.status === 'asked' || before.status === 'answered';
  if (!isOpen || now >= before.until) return refuse('not-found');
  if (seen !== before.answers) return refuse('helper-answered-before');
  if (before.answers >= ANSWERS_MAX) return refuse('helper-task-over');
  const correction = before.answers === 0 ? undefined : before.answers;
  const said = { answer: given, answeredAt: now, answers: before.answers + 1 };
  return ended(
    { ...before, ...said },
    given === 'not-me' ? 'not-me' : 'answered',
    { fact: 'answered', answer: given, ...defined({ correction }) },
    now,
  );
}

/** Takes what is due: at the end of the hoped time the officer is told, at the end of the link the task lapses. */
function tick(before: HelperTask, now: Instant): Decided {
  const { dueAt } = before;
  if (dueAt === undefined || dueAt > now) return unchanged(before);
  const due = before.clocks.filter(({ state, promiseAt }) => state === 'running' && promiseAt <= now);
  const facts: HelperTaskFact[] = [];
  if (due.some(({ kind }) => kind === 'silence')) {
    facts.push({ fact: 'silent', messages: [silence('assignee', before)] });
  }
  if (due.some(({ kind }) => kind === 'link')) facts.push({ fact: 'lapsed' });
  if (facts.length === 0) facts.push({ fact: 'reviewed' });
  const clocks = before.clocks.map((clock) => (due.includes(clock) ? breach(clock) : clock));
  const isOver = facts.some(({ fact }) => fact === 'lapsed');
  const draft = { ...draftOf(before), clocks, version: before.version + 1 };
  return {
    facts,
    after: isOver ? { ...draft, status: 'lapsed', endedAt: now } : withNextStep(draft, now),
  };
}

const silence = (to: 'assignee' | 'chief', { askedBy }: Pick<HelperTask, 'askedBy'>): Message => ({
  to,
  ...(to === 'assignee' && { person: askedBy }),
  kind: 'helper-silent',
  clock: 'silence',
});

/** An officer who cannot be told is stood in for by the chief; nobody is above the chief here. */
function notDelivered(before: HelperTask, to: Message['to'], now: Instant): Decided {
  const messages = to === 'assignee' && before.status === 'asked' ? [silence('chief', before)] : [];
  const draft = { ...draftOf(before), version: before.version + 1 };
  return {
    facts: [{ fact: 'officer-not-reached', messages }],
    after: before.status === 'asked' ? withNextStep(draft, now) : draft,
  };
}

function ended(before: HelperTask, status: HelperTaskStatus, fact: HelperTaskFact, now: Instant): Decided {
  const clocks = before.clocks.map((clock) => (clock.state === 'met' ? clock : meet(clock, now)));
  const draft = draftOf(before);
  return { facts: [fact], after: { ...draft, status, clocks, version: before.version + 1, endedAt: now } };
}

function draftOf({ dueAt: _at, dueKind: _kind, responsible: _role, ...draft }: HelperTask): Draft {
  return draft;
}

const withNextStep = (draft: Draft, now: Instant): HelperTask => ({ ...draft, ...nextStepOf(draft, now) });

/** The officer who asked must act if nobody answers. */
export const nextStepOf = (draft: Pick<HelperTask, 'clocks'>, now: Instant): NextStep =>
  nextDeadline(draft, () => 'officer', now);
