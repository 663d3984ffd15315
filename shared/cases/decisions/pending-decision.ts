import type { TypePolicy } from '../../policies/policy.ts';
import type { ClockKind, ClockList } from '../clock-kinds.ts';
import { type Move, type Status, target } from '../lifecycle.ts';

/**
 * The moves that take the decision which a clock asks for. Clocks that keep a status armed (a handover, the reopen window)
 * are not among them: they end with their status, and a policy that switches off what they ask for is refused.
 */
const decidedBy: { readonly [Kind in ClockKind]?: readonly Move[] } = {
  'sign-off': ['reject'],
  withdrawal: ['grant-withdrawal', 'keep-open'],
};

/** Moves with which staff treat a report as a case although its status stays; a proposal to reject it is over then. */
const takesUp: ReadonlySet<Move> = new Set<Move>(['extend', 'retype']);

/** Whether the decision that this clock asks for can still be taken in the status. */
const canBeTaken = (kind: ClockKind, status: Status, { switchedOff }: TypePolicy): boolean =>
  decidedBy[kind]?.some((move) => target(move, status) !== undefined && !switchedOff.includes(move)) ?? true;

/**
 * The clocks without those that ask for a decision which can no longer be taken: nobody is reminded of it, and nothing
 * escalates for it.
 */
export const withoutMootDecisions = (clocks: ClockList, status: Status, type: TypePolicy): ClockList =>
  clocks.filter(({ kind, state }) => state === 'met' || canBeTaken(kind, status, type));

/**
 * The clocks after a move. A proposal to reject the case for abuse ends when the case moves on: when it is worked on,
 * answered, or given another type or date. Acknowledging it or noting something leaves it
 * pending, since it can still be taken and nothing else was decided.
 */
export const clocksAfterMovingOn = (
  clocks: ClockList,
  { move, to, type }: { readonly move: Move; readonly to: Status; readonly type: TypePolicy },
): ClockList =>
  withoutMootDecisions(
    takesUp.has(move) ? clocks.filter(({ kind }) => kind !== 'sign-off') : clocks,
    to,
    type,
  );
