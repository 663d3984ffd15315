import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import { type Case, clockOf, isOpenCase } from '../case.ts';
import type { ClockKind } from '../clock-kinds.ts';
import { decide } from '../decisions/decide.ts';
import type { Fact } from '../fact.ts';
import type { MessageKind } from '../message-kinds.ts';
import type { RecordedCommand } from './recorded-command.ts';

/** A message that a decision would have sent. */
export interface WouldTell {
  readonly kind: MessageKind;
  readonly to: Responsible;
  readonly at: Instant;
}

/** A promise that would have been broken. */
export interface WouldBreak {
  readonly clock: ClockKind;
  readonly promiseAt: Instant;
}

/** What would have become of one case. */
export interface ReplayedCase {
  readonly messages: readonly WouldTell[];
  readonly breaches: readonly WouldBreak[];
  readonly reminders: readonly Instant[];
  /** Whether the resident got the first answer in time; `open` while neither is certain. */
  readonly responded: 'in-time' | 'late' | 'open';
  /** When they got it. */
  readonly respondedAt?: Instant;
  /** Recorded steps that the policy would not have allowed as the case would have stood. */
  readonly refused: number;
  /** How many decisions it took. */
  readonly steps: number;
  /** The clock alone would have taken more steps than are followed. */
  readonly isCut: boolean;
}

/** An alarm that nobody answers repeats each half hour: a week of that. */
const TICKS_MAX = 400;

interface Run {
  readonly policy: Policy;
  readonly until: Instant;
  state: Case | undefined;
  readonly facts: { readonly fact: Fact; readonly at: Instant }[];
  refused: number;
  ticks: number;
}

/**
 * Decides a case anew under a policy: what people did, at the times at which they did it, and each step of the clock when
 * it would have been due. By the very decisions of the engine; every message counts as delivered. Nothing is written.
 */
export function replayCase(
  commands: readonly RecordedCommand[],
  policy: Policy,
  until: Instant,
): ReplayedCase {
  const run: Run = { policy, until, state: undefined, facts: [], refused: 0, ticks: 0 };
  for (const { command, by, at } of commands) {
    takeSteps(run, at);
    const decision = decide(run.state, command, by, at, policy);
    if (decision.refusal !== undefined) {
      run.refused += 1;
      // Without its report there is no case.
      if (run.state === undefined) break;
      continue;
    }
    run.state = decision.after;
    run.facts.push(...decision.facts.map((fact) => ({ fact, at })));
  }
  takeSteps(run, until);
  return { ...replayed(run), steps: commands.length + run.ticks };
}

/** Takes each step of the clock that is due before a time, as the sweep of each minute would have. */
function takeSteps(run: Run, before: Instant): void {
  while (run.state !== undefined && isOpenCase(run.state)) {
    const at = Math.ceil(run.state.dueAt / MINUTE) * MINUTE;
    if (at > Math.min(before, run.until) || run.ticks >= TICKS_MAX) return;
    run.ticks += 1;
    const decision = decide(run.state, { move: 'tick' }, { kind: 'clock' }, at, run.policy);
    if (decision.refusal !== undefined || decision.facts.length === 0) return;
    run.state = decision.after;
    run.facts.push(...decision.facts.map((fact) => ({ fact, at })));
  }
}

function replayed({ facts, state, refused, ticks, until }: Run): Omit<ReplayedCase, 'steps'> {
  const messages = facts.flatMap(({ fact: { messages: told = [] }, at }) =>
    told.map(({ kind, to }) => ({ kind, to, at })),
  );
  const breaches = facts.flatMap(({ fact }) => {
    if (fact.fact !== 'breached') return [];
    const clock = fact.clocks?.find(({ kind }) => kind === fact.clock);
    return clock === undefined ? [] : [{ clock: clock.kind, promiseAt: clock.promiseAt }];
  });
  const reminders = facts.flatMap(({ fact, at }) => (fact.fact === 'reminded' ? [at] : []));
  return {
    messages,
    breaches,
    reminders,
    ...respondedIn(state, until),
    refused,
    isCut: ticks >= TICKS_MAX,
  };
}

function respondedIn(
  state: Case | undefined,
  until: Instant,
): Pick<ReplayedCase, 'responded' | 'respondedAt'> {
  const clock = state && clockOf(state, 'respond');
  if (clock === undefined) return { responded: 'open' };
  if (isUnmet(clock)) return { responded: clock.promiseAt <= until ? 'late' : 'open' };
  const isLate = clock.late === true || (clock.metAt !== undefined && clock.metAt > clock.promiseAt);
  return {
    responded: isLate ? 'late' : 'in-time',
    ...(clock.metAt !== undefined && { respondedAt: clock.metAt }),
  };
}
