import type { Instant } from '../../engine/calendar/instant.ts';
import { isUnmet, pause } from '../../engine/clocks/clock.ts';
import { clockEffects, clockIn, drop, meetIn, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Actor, PersonId } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { ClockList } from '../clock-kinds.ts';
import type { MoveCommand } from '../command.ts';
import type { Effects, Fact } from '../fact.ts';
import {
  afterResidentAdded,
  isHandled,
  type Move,
  type Mover,
  mayAsk,
  type Status,
  target,
} from '../lifecycle.ts';
import { isBlank, readableCharacters } from '../readable-text.ts';
import { takeDueSteps } from './decide-tick.ts';
import {
  append,
  type Decision,
  type DecisionDraft,
  draftDecision,
  finish,
  refuse,
} from './decision-draft.ts';
import { enterStatus, nothingLeft } from './enter-status.ts';
import { acknowledgingMoves } from './escalation-effect.ts';
import { type Change, isRefusal, type MoveContext, type MoveOutcome } from './move-outcome.ts';
import { moveRules } from './move-rules.ts';
import { clocksAfterMovingOn } from './pending-decision.ts';
import { milestoneClock, milestonesStartedBy, updateClock } from './terms.ts';

/** Moves with which a person writes to the resident. An automatic receipt is not among them. */
const replyMoves: ReadonlySet<Move> = new Set<Move>([
  'reply',
  'ask-resident',
  'resolve',
  'not-resolve',
  'reject',
  'transfer',
  'keep-open',
]);

/** Decides a move that a person asks for. */
export function decideMove(command: MoveCommand, context: MoveContext): Decision {
  const { draft, by, policy, now } = context;
  const { move } = command;
  if (!mayAsk(move, moverOf(by))) return refuse({ code: 'not-found' });
  const to = mayAsk(move, moverOf(by), draft.status) ? target(move, draft.status) : undefined;
  if (to === undefined && move === 'link') return refuse({ code: 'no-longer-worked-on' });
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
  if (!isReadable(command, by)) return refuse({ code: 'nothing-to-read' });
  const moved = closeIfDone(applyMove(move, to, moveOutcome, context), policy);
  // Another type or priority may bring promises that have passed already. They break now, not at the next tick.
  return finish(moved.facts.some(givesOtherPromises) ? takeDueSteps(moved, now, policy) : moved, policy, now);
}

const givesOtherPromises = (fact: Fact): boolean =>
  fact.fact === 'retyped' ||
  (fact.fact === 'co-reporter-linked' && (fact.as !== undefined || fact.clocks !== undefined));

/**
 * Whether a person can read what the move says. Words of staff count as an answer or a reason, so they need words; a
 * resident's need only show something.
 */
function isReadable(command: MoveCommand, by: Actor): boolean {
  const texts = [
    ...('text' in command && command.text !== undefined ? [command.text] : []),
    ...('ref' in command ? [command.ref] : []),
  ];
  return texts.every((text) => (by.kind === 'staff' ? readableCharacters(text) > 0 : !isBlank(text)));
}

const moverOf = (by: Actor): Mover => (by.kind === 'staff' ? by.role : by.kind);

/** The status a move leads to from other statuses; a refusal's sentence mentions it. */
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
  const to = change.stays ? statusKept(context) : tableTo;
  const acted =
    context.by.kind === 'staff' ? clocksAfterStaffAction(move, context.by.person, context) : draft.clocks;
  // A proposed rejection is no reply yet: the resident gets its text when a second person agrees.
  const replied = replyMoves.has(move) && !change.stays ? clocksAfterReply(acted, context) : acted;
  const changed = change.clocks?.(replied) ?? replied;
  const { until } = change;
  const entered = enterStatus({
    draft: { ...draft, clocks: changed },
    to,
    now,
    policy,
    ...defined({ until }),
  });
  const { happening } = change;
  const type = policy.types[happening.fact === 'retyped' ? happening.as.type : draft.type];
  const pending = clocksAfterMovingOn(entered.clocks, { move, to, type });
  return append(
    draftDecision(to === draft.status ? draft : notEnded(draft)),
    {
      ...happening,
      ...(to !== draft.status && { to }),
      ...clockEffects(draft.clocks, pending),
      ...defined({
        escalation: change.escalation ?? change.escalationFor?.(pending),
        messages: change.messages,
        paused: entered.paused,
        action: context.by.kind === 'staff' ? actionOf(move, policy, now) : undefined,
      }),
    },
    policy,
  );
}

/** The move as what staff did, if it acknowledges an escalation or meets a milestone of any type. */
function actionOf(move: Move, policy: Policy, now: Instant): Effects['action'] {
  const matters =
    acknowledgingMoves.includes(move) ||
    Object.values(policy.types).some(({ milestones }) =>
      milestones.some(({ metBy }) => metBy?.includes(move)),
    );
  return matters ? { move, at: now } : undefined;
}

/** The time of an end belongs to its status: a case that ends in another way has ended anew. */
function notEnded({ endedAt: _, ...draft }: CaseDraft): CaseDraft {
  return draft;
}

/** The status after a move that keeps it: what a resident does still ends the wait for them. */
const statusKept = ({ draft, by }: MoveContext): Status =>
  by.kind === 'resident' ? afterResidentAdded(draft.status) : draft.status;

/** Moves that deal with the case, but not with what it asks. */
const besideTheCase: ReadonlySet<Move> = new Set<Move>(['note', 'assign', 'lift-secrecy']);

/** Any move by staff meets `acknowledge`. All but those beside the case also end a pending `decision`. */
function clocksAfterStaffAction(
  move: Move,
  person: PersonId,
  { draft, policy, now }: MoveContext,
): ClockList {
  const acknowledged = meetIn(draft.clocks, 'acknowledge', now);
  const started =
    acknowledged !== draft.clocks ? milestonesStartedBy(policy, draft, 'acknowledged', now) : [];
  const decided = besideTheCase.has(move) ? acknowledged : drop(acknowledged, 'decision');
  return meetMilestones(move, put(decided, ...started), draft, policy, now, person);
}

/** Meets the milestones that this move reaches, and restarts those that repeat. */
function meetMilestones(
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
        ? meetIn(list, milestone.kind, now, person)
        : put(list, milestoneClock(policy, draft, milestone, now));
    }, clocks);
}

/** The first reply meets `respond`; each reply restarts `update`, the longest time without news for the resident. */
function clocksAfterReply(clocks: ClockList, { draft, policy, now }: MoveContext): ClockList {
  const met = meetIn(clocks, 'respond', now);
  const started = met !== clocks ? milestonesStartedBy(policy, draft, 'replied', now) : [];
  if (!needsUpdateClock(draft.status)) return put(met, ...started);
  const update = updateClock(policy, draft, now);
  // While the station waits for the resident's answer, `update` is paused and stays so.
  const isPaused = clockIn(clocks, 'update')?.state === 'paused';
  return put(met, ...started, isPaused ? pause(update, now) : update);
}

/** After an answer or a transfer, the reopen window or the handover clock runs instead. */
const needsUpdateClock = (status: Status): boolean => !isHandled(status);

/** Closes an answered case when its last milestone is reached after the reopen window has passed. */
function closeIfDone(decided: DecisionDraft, policy: Policy): DecisionDraft {
  const { draft } = decided;
  if (!nothingLeft(draft, draft.clocks)) return decided;
  return append(decided, { fact: 'closed', to: 'closed', escalation: null }, policy);
}
