import type { MoveCommand } from '../../cases/command.ts';
import { actionOfLinked } from '../../cases/decisions/co-reporters.ts';
import { decide } from '../../cases/decisions/decide.ts';
import type { CaseDetails } from '../../cases/reading/read-case.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { Track } from './shown-types.ts';

const offered = [
  { move: 'add-message' },
  // Two, since a rating may be corrected, but not to what it is already.
  { move: 'rate', rating: 'satisfied' },
  { move: 'rate', rating: 'dissatisfied' },
  { move: 'reopen' },
  { move: 'withdraw' },
] as const satisfies readonly MoveCommand[];

/** The actions that would be accepted now. Each is tried on the decision function, so no offered button is refused. */
export const residentActions = (caseDetails: CaseDetails, now: Instant): Track['actions'] => [
  ...new Set(offered.filter((command) => wouldBeAccepted(command, caseDetails, now)).map(({ move }) => move)),
  ...(caseDetails.sameReports === undefined ? [] : (['join'] as const)),
];

function wouldBeAccepted(
  command: MoveCommand,
  { found, primary, policy }: CaseDetails,
  now: Instant,
): boolean {
  if (found.status !== 'duplicate' || primary === undefined) {
    return decide(found, command, { kind: 'resident' }, now, policy).refusal === undefined;
  }
  const action = actionOfLinked(command, primary);
  if ('code' in action || decide(found, action.own, { kind: 'resident' }, now, policy).refusal) return false;
  if (action.onPrimary === undefined) return true;
  return decide(primary, action.onPrimary, { kind: 'co-reporter' }, now, policy).refusal === undefined;
}
