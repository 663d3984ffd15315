import { isUnmet, pause } from '../../engine/clocks/clock.ts';
import { clockEffects, clockIn, drop, meetIn, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Actor, PersonId } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { ClockList } from '../clock-kinds.ts';
import type { MoveCommand } from '../command.ts';
import { type Move, type Mover, mayAsk, type Status, target } from '../lifecycle.ts';
import {
  append,
  type Decision,
  type DecisionDraft,
  draftDecision,
  finish,
  refuse,
} from './decision-draft.ts';
import { enterStatus, nothingLeft } from './enter-status.ts';
import { type Change, isRefusal, type MoveContext, type MoveOutcome } from './move-outcome.ts';
import { moveRules } from './move-rules.ts';
import { milestoneClock, milestonesStartedBy, updateClock } from './terms.ts';

/** Moves that carry words from a person to the resident. An automatic receipt is not among them. */
const speaking: ReadonlySet<Move> = new Set<Move>([
  'reply',
  'ask-resident',
  'resolve',
  'not-resolve',
  'reject',
  'transfer',
  'keep-open',
]);

/** Decides what a person asks of a case. */
export function decideMove(command: MoveCommand, context: MoveContext): Decision {
  const { draft, by, policy, now } = context;
  const { move } = command;
  if (!mayAsk(move, moverOf(by))) return refuse({ code: 'not-found' });
  const to = target(move, draft.status);
  if (to === undefined || policy.types[draft.type].switchedOff.includes(move)) {
    return refuse({
      code: 'move-not-allowed',
      move,
      from: draft.status,
      ...(leadsTo(move) && { to: leadsTo(move) as Status }),
    });
  }
  const moveOutcome = outcomeOf(command, context);
  if (isRefusal(moveOutcome)) return refuse(moveOutcome);
  return finish(closeIfDone(applyMove(move, to, moveOutcome, context), policy), policy, now);
}

const moverOf = (by: Actor): Mover => (by.kind === 'staff' ? by.role : by.kind);

/** Where a move would have led from somewhere else, for the refusal's sentence. */
function leadsTo(move: Move): Status | undefined {
  const statuses: readonly Status[] = ['in-progress', 'received', 'resolved', 'transferred'];
  return statuses.map((from) => target(move, from)).find((to) => to !== undefined);
}

function outcomeOf<M extends Move>(
  command: Extract<MoveCommand, { move: M }>,
  context: MoveContext,
): MoveOutcome {
  const rule = moveRules[command.move as M] as (
    command: Extract<MoveCommand, { move: M }>,
    context: MoveContext,
  ) => MoveOutcome;
  return rule(command, context);
}

function applyMove(move: Move, tableTo: Status, change: Change, context: MoveContext): DecisionDraft {
  const { draft, policy, now } = context;
  const to = change.stays ? draft.status : tableTo;
  const touched = context.by.kind === 'staff' ? touch(move, context.by.person, context) : draft.clocks;
  // What stays a proposal has not been said: the resident reads it once a second person agrees.
  const spoken = speaking.has(move) && !change.stays ? speak(touched, context) : touched;
  const ruled = change.clocks?.(spoken) ?? spoken;
  const { until } = change;
  const entered = enterStatus({
    draft: { ...draft, clocks: ruled },
    to,
    now,
    policy,
    ...defined({ until }),
  });
  return append(
    draftDecision(draft),
    {
      ...change.happening,
      ...(to !== draft.status && { to }),
      ...clockEffects(draft.clocks, entered),
      ...defined({ escalation: change.escalation, messages: change.messages }),
    },
    policy,
  );
}

/** Any move by staff shows that a person has opened the case; most also answer the question what was done. */
function touch(move: Move, person: PersonId, { draft, policy, now }: MoveContext): ClockList {
  const opened = meetIn(draft.clocks, 'acknowledge');
  const first = opened !== draft.clocks ? milestonesStartedBy(policy, draft, 'acknowledged', now) : [];
  const decided = move === 'note' || move === 'assign' ? opened : drop(opened, 'decision');
  return metByMove(move, put(decided, ...first), draft, policy, now, person);
}

/** Milestones that this very move reaches; those that come again start anew. */
function metByMove(
  move: Move,
  clocks: ClockList,
  draft: CaseDraft,
  policy: Policy,
  now: number,
  person: PersonId,
): ClockList {
  return policy.types[draft.type].milestones
    .filter((milestone) => milestone.metBy?.includes(move))
    .reduce((list, milestone) => {
      const clock = clockIn(list, milestone.kind);
      if (clock === undefined || !isUnmet(clock)) return list;
      return milestone.again === undefined
        ? meetIn(list, milestone.kind, person)
        : put(list, milestoneClock(policy, draft, milestone, now));
    }, clocks);
}

/** A person's words: the first meet `respond`, and each begins the longest silence allowed anew. */
function speak(clocks: ClockList, { draft, policy, now }: MoveContext): ClockList {
  const met = meetIn(clocks, 'respond');
  const first = met !== clocks ? milestonesStartedBy(policy, draft, 'replied', now) : [];
  if (!keepsSilenceClock(draft.status)) return put(met, ...first);
  const update = updateClock(policy, draft, now);
  // While the resident is asked, the silence is not ours: a clock that was paused stays so.
  const paused = clockIn(clocks, 'update')?.state === 'paused';
  return put(met, ...first, paused ? pause(update, now) : update);
}

/** Once a case is answered or handed over, its window or its handover is the clock that runs. */
const keepsSilenceClock = (status: Status): boolean =>
  !['resolved', 'not-resolved', 'rejected', 'transferred'].includes(status);

/** The last date of an answered case was reached after its window: there is nothing left to wait for. */
function closeIfDone(decided: DecisionDraft, policy: Policy): DecisionDraft {
  const { draft } = decided;
  if (!nothingLeft(draft, draft.clocks)) return decided;
  return append(decided, { fact: 'closed', to: 'closed', escalation: null }, policy);
}
