import type { Instant } from '../../engine/calendar/instant.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import type { MoveCommand, ResidentCommand } from '../command.ts';
import { actionOfLinked, asSeenByReporter } from '../decisions/co-reporters.ts';
import { decide } from '../decisions/decide.ts';
import { decoyKey } from '../intake/decoy-key.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { findLink } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { isOpen } from '../lifecycle.ts';
import { chosenNotices } from '../notices/choose-notices.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import type { Refusal } from '../refusal.ts';
import type { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { handleMove, type Moved, type MovePlan, type MoveRequest, type MoveWorld } from './handle-move.ts';
import { linkPlan, planUnlink } from './link-plans.ts';

/** Performs a move by the resident who holds the secret link. */
export async function residentMove(
  world: MoveWorld & Pick<World, 'readerKeys' | 'tickets'>,
  token: string,
  request: Omit<MoveRequest<ResidentCommand>, 'from'>,
  now: Instant,
): Promise<Moved | Refused> {
  const tokenHash = hashOfToken(token);
  const link = await findLink(world.store, tokenHash);
  // An unknown token goes through the same reads, so that the response time does not reveal it.
  const key = link?.key ?? decoyKey(tokenHash);
  const { command } = request;
  const chosen =
    command.move === 'choose-notices' ? await chosenNotices(world, token, key, command, now) : command;
  if ('refusal' in chosen) return chosen;
  const plan = (found: Case, policy: Policy) => planOf(world, found, chosen, policy, now);
  return handleMove(world, key, { ...request, from: 'resident' }, plan, now);
}

/** A resident's command, with what the use case added to it. */
type Planned = Exclude<MoveCommand, { readonly move: 'join' }> | { readonly move: 'join' };

const resident = { kind: 'resident' } as const;

/** The commands of a resident's action: for their own case and, where it is a duplicate, for its primary case. */
async function planOf(
  world: MoveWorld,
  found: Case,
  command: Planned,
  policy: Policy,
  now: Instant,
): Promise<MovePlan | Refusal> {
  if (command.move === 'join') return planJoin(world, found, policy);
  const isLinked = found.status === 'duplicate' && found.reporterLeft !== true;
  const primary = isLinked ? (await primariesOf(world, found)).at(-1) : undefined;
  if (primary === undefined) {
    // To a reporter who has left, a case that stays open for co-reporters is withdrawn.
    const { refusal } = decide(asSeenByReporter(found), command, resident, now, policy);
    if (refusal !== undefined) return refusal;
    return command.move === 'reopen' ? planReopen(world, found, command) : { command, by: resident };
  }
  const action = actionOfLinked(command, primary);
  if ('code' in action) return action;
  return {
    command: action.own,
    by: resident,
    ...(action.onPrimary && { second: { before: primary, command: action.onPrimary } }),
  };
}

/**
 * A reporter who left a case that went on for others comes back to it. If what they left has ended meanwhile, or went
 * on for nobody, their own case is reopened.
 */
async function planReopen(
  world: MoveWorld,
  found: Case,
  command: Extract<ResidentCommand, { move: 'reopen' }>,
): Promise<MovePlan> {
  const primary = found.duplicateOf === undefined ? undefined : (await primariesOf(world, found)).at(-1);
  const comesBack = found.reporterLeft
    ? found.status !== 'withdrawn'
    : found.status === 'withdrawn' && primary !== undefined && isOpen(primary.status);
  if (!comesBack) return planUnlink(world, found, { command, by: resident });
  const back = { command: { move: 'come-back' }, by: resident } as const;
  return primary === undefined
    ? back
    : { ...back, second: { before: primary, command: { move: 'recount', unlinked: -1 } } };
}

/** Looks up the case to join again, so that the resident neither learns nor chooses which one it is. */
async function planJoin(world: MoveWorld, found: Case, policy: Policy): Promise<MovePlan | Refusal> {
  const same = found.reporterLeft === true ? undefined : await findSameReports(world, found);
  if (same === undefined) return { code: 'nothing-to-join' };
  const { primary } = same;
  return {
    command: { move: 'join', of: primary.caseId },
    by: resident,
    ...(await linkPlan(world, found, primary, policy)),
  };
}
