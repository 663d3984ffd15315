import type { Instant } from '../../engine/calendar/instant.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import type { ResidentCommand } from '../command.ts';
import { actionOfLinked, asItsReporterFinds, linkOf } from '../decisions/co-reporters.ts';
import { decide } from '../decisions/decide.ts';
import { decoyKey } from '../intake/decoy-key.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { findSubmission } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import type { Refusal } from '../refusal.ts';
import type { Refused } from '../refused.ts';
import { handleMove, type Moved, type MovePlan, type MoveRequest, type MoveWorld } from './handle-move.ts';

/** A move by the resident who holds the secret link. */
export async function residentMove(
  world: MoveWorld,
  token: string,
  request: Omit<MoveRequest<ResidentCommand>, 'from'>,
  now: Instant,
): Promise<Moved | Refused> {
  const tokenHash = hashOfToken(token);
  const submission = await findSubmission(world.store, tokenHash);
  // A link that leads nowhere is followed all the same, so that time does not tell.
  const key = submission?.key ?? decoyKey(tokenHash);
  const plan = (found: Case, policy: Policy) => planOf(world, found, request.command, policy, now);
  return handleMove(world, key, { ...request, from: 'resident' }, plan, now);
}

const resident = { kind: 'resident' } as const;

/** What a resident's action means: to their case alone, or also to the primary case that is worked on in its place. */
async function planOf(
  world: MoveWorld,
  found: Case,
  command: ResidentCommand,
  policy: Policy,
  now: Instant,
): Promise<MovePlan | Refusal> {
  if (command.move === 'join') return joining(world, found);
  const primary = found.status === 'duplicate' ? (await primariesOf(world, found)).at(-1) : undefined;
  if (primary === undefined) {
    // Once its reporter took it back, a case that goes on for others is, for its reporter, a withdrawn one.
    const { refusal } = decide(asItsReporterFinds(found), command, resident, now, policy);
    return refusal ?? { command, by: resident };
  }
  const action = actionOfLinked(command, primary);
  if ('code' in action) return action;
  return {
    command: action.own,
    by: resident,
    ...(action.onPrimary && { second: { before: primary, command: action.onPrimary } }),
  };
}

/** Which case to join is looked up anew, so that the resident neither learns nor can say which one it is. */
async function joining(world: MoveWorld, found: Case): Promise<MovePlan | Refusal> {
  const same = found.reporterLeft === true ? undefined : await findSameReports(world, found);
  if (same === undefined) return { code: 'nothing-to-join' };
  const { primary } = same;
  return {
    command: { move: 'join', of: primary.caseId },
    by: resident,
    second: { before: primary, command: linkOf(found) },
  };
}
