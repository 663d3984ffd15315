import type { Instant } from '../../engine/calendar/instant.ts';
import { startClock } from '../../engine/clocks/clock.ts';
import { defined } from '../../engine/defined.ts';
import type { Actor } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Command, MoveCommand } from '../command.ts';
import type { Fact } from '../fact.ts';

/** What somebody did with a case, as far as its facts say it. */
export interface RecordedCommand {
  readonly command: Command;
  readonly by: Actor;
  readonly at: Instant;
}

/**
 * Texts are sealed, and a decision looks at their length alone. This one is long enough for every move: it stands for
 * words that were long enough when they were written.
 */
const WRITTEN = '……当时写的话已经封存，这里不打开。';

/** Steps of the clock and of the senders are decided anew; repairs change nothing that is counted. */
const decidedAnew: ReadonlySet<Fact['fact']> = new Set([
  'reminded',
  'breached',
  'lapsed',
  'level-reached',
  'closing-asked',
  'reviewed',
  'repaired',
  'delivery-failed',
]);

/**
 * The command that a version of a case came from, by its first fact. `none`: nobody asked for it, and it is decided anew.
 * `unknown`: it concerned another case too, so this case alone cannot tell it.
 * @param recorded the policy that the case was promised under
 */
export function recordedCommand(
  first: FactRecord<Fact>,
  recorded: Policy,
): RecordedCommand | 'none' | 'unknown' {
  const { fact, by, at } = first;
  if (by.kind === 'clock' || decidedAnew.has(fact.fact)) return 'none';
  const command = commandOf(fact, by, at, recorded);
  return command === undefined ? 'unknown' : { command, by, at };
}

function commandOf(fact: Fact, by: Actor, at: Instant, recorded: Policy): Command | undefined {
  switch (fact.fact) {
    case 'submitted':
      return submitted(fact);
    case 'photo-added':
      return { move: 'photo-kept' };
    case 'helper-asked':
      return { move: 'helper-asked', task: fact.task, for: fact.for, until: fact.until };
    case 'helper-answered': {
      const askedBy = fact.messages?.[0]?.person;
      const { task, answer, correction } = fact;
      return (
        askedBy && {
          move: 'helper-answered',
          task,
          for: fact.for,
          answer,
          askedBy,
          ...defined({ correction }),
        }
      );
    }
    default:
      return by.kind === 'co-reporter' ? undefined : moveOf(fact, by, at, recorded);
  }
}

type Submitted = Extract<Fact, { readonly fact: 'submitted' }>;

function submitted({ as }: Submitted): Command {
  const { station, caseId, reference, reader, type, details, place, building, channel, language, reachable } =
    as;
  const { occurredAt, noticesBy, trustReason } = as;
  return {
    move: 'submit',
    ...{ station, caseId, reference, reader, type, details, place, building, channel, language, reachable },
    ...defined({ occurredAt, noticesBy, trustReason }),
  };
}

const text = WRITTEN;

/** Facts that the fact's own fields turn into a move. */
function moveOf(fact: Fact, by: Actor, at: Instant, recorded: Policy): MoveCommand | undefined {
  switch (fact.fact) {
    case 'acknowledged':
      return { move: 'acknowledge' };
    case 'assigned':
      return { move: 'assign', to: fact.person };
    case 'started':
      return { move: 'start' };
    case 'replied':
      return { move: 'reply', text };
    case 'noted':
      return { move: 'note', text };
    case 'resident-asked':
      return { move: 'ask-resident', text };
    case 'third-party-awaited':
      return { move: 'await-third-party', text, ...defined({ until: chosenEnd(fact, at, recorded) }) };
    case 'scheduled':
      return scheduled(fact, recorded);
    case 'resumed':
      return { move: 'resume' };
    case 'extended':
      return extended(fact);
    case 'retyped': {
      const { type, details, occurredAt } = fact.as;
      return { move: 'retype', type, details, ...defined({ occurredAt }) };
    }
    case 'secrecy-lifted':
      return { move: 'lift-secrecy', text };
    case 'escalation-acknowledged':
      return { move: 'acknowledge-escalation' };
    case 'milestone-reached':
      return { move: 'reach-milestone', milestone: fact.milestone, done: fact.done };
    default:
      return endOf(fact, by);
  }
}

/** Facts with which a case is answered, ended, or taken up again. */
function endOf(fact: Fact, by: Actor): MoveCommand | undefined {
  switch (fact.fact) {
    case 'resolved':
      return { move: 'resolve', outcome: fact.outcome, text };
    case 'not-resolved':
      return { move: 'not-resolve', reason: fact.reason, text };
    case 'rejection-proposed':
      return { move: 'reject', reason: 'abuse', text };
    case 'rejected':
      return { move: 'reject', reason: fact.reason, text };
    case 'transferred':
      return { move: 'transfer', to: fact.target, ref: fact.ref, text };
    case 'handover-confirmed':
      return { move: 'confirm-handover' };
    case 'closed':
      return { move: 'close' };
    case 'withdrawal-asked':
      return { move: 'withdraw' };
    case 'withdrawn':
      return by.kind === 'staff' ? { move: 'grant-withdrawal' } : { move: 'withdraw' };
    case 'withdrawal-declined':
      return { move: 'keep-open', text };
    case 'message-added':
      return { move: 'add-message', ...defined({ wish: fact.wish }) };
    case 'notices-chosen':
      return { move: 'choose-notices', by: fact.by, language: fact.language };
    case 'rated':
      return { move: 'rate', rating: fact.rating, ...defined({ reopens: fact.reopens }) };
    case 'reopened':
      return { move: 'reopen', text, ...defined({ followed: fact.followed }) };
    default:
      return undefined;
  }
}

const clockIn = ({ clocks = [] }: Fact, kind: string) => clocks.find((clock) => clock.kind === kind);

/** The date that was given with the wait; absent where it was the one of the policy, which another policy changes. */
function chosenEnd(fact: Fact, at: Instant, { calendars, types, ...recorded }: Policy): Instant | undefined {
  const clock = clockIn(fact, 'third-party');
  if (clock === undefined) return undefined;
  const lengths = new Set(Object.values(types).map(({ thirdParty }) => thirdParty));
  const start = { kind: clock.kind, calendar: clock.calendar, reminders: 'none' } as const;
  const isOfPolicy = [...lengths, recorded.thirdPartyMax].some(
    (length) => startClock(calendars, { ...start, length }, at).promiseAt === clock.promiseAt,
  );
  return isOfPolicy ? undefined : clock.promiseAt;
}

function scheduled(fact: Fact, { calendars, appointmentGrace }: Policy): MoveCommand | undefined {
  const clock = clockIn(fact, 'appointment');
  return clock && { move: 'schedule', at: clock.promiseAt - calendars.lengthMs('always', appointmentGrace) };
}

function extended(fact: Extract<Fact, { readonly fact: 'extended' }>): MoveCommand | undefined {
  const clock = clockIn(fact, fact.clock);
  return clock && { move: 'extend', clock: fact.clock, promiseAt: clock.promiseAt, text };
}
