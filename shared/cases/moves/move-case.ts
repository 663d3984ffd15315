import type { Instant } from '../../engine/calendar/instant.ts';
import { type Scope, staffActor } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import { maySee } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import { inScope } from '../case-key.ts';
import type { MoveCommand } from '../command.ts';
import { worksOnCases } from '../lifecycle.ts';
import type { Refusal } from '../refusal.ts';
import type { Refused } from '../refused.ts';
import { handleMove, type Moved, type MovePlan, type MoveRequest, type MoveWorld } from './handle-move.ts';
import { linkPlan, planUnlink } from './link-plans.ts';

/** Performs a move by staff. Refused when the case has another version than the one they saw. */
export function moveCase(
  world: MoveWorld,
  scope: Scope,
  caseId: CaseId,
  request: Omit<MoveRequest, 'from'> & { readonly expectedVersion: number },
  now: Instant,
): Promise<Moved | Refused> {
  const { command, expectedVersion } = request;
  const plan = async (found: Case, policy: Policy): Promise<MovePlan | Refusal> => {
    if (!maySee(scope, found, policy)) return { code: 'not-found' };
    const { version } = found;
    if (version !== expectedVersion) return { code: 'changed-meanwhile', version };
    return planOf(world, scope, found, command, policy);
  };
  return handleMove(world, inScope(scope, caseId), { ...request, from: 'staff' }, plan, now);
}

/** Checks what the move refers to besides its case: another case, or a person of the roster. */
async function planOf(
  world: MoveWorld,
  scope: Scope,
  found: Case,
  command: MoveCommand,
  policy: Policy,
): Promise<MovePlan | Refusal> {
  const plan = { command, by: staffActor(scope) };
  if (command.move === 'unlink' || command.move === 'reopen')
    return planUnlink(world, found, { ...plan, command });
  if (command.move === 'mark-duplicate') {
    const primary = await visibleCase(world, scope, command.of);
    if (primary === undefined) return { code: 'not-linkable' };
    // A case as its own duplicate is refused by the rule of the move; as a second command it would be a version
    // conflict.
    if (primary.caseId === found.caseId) return plan;
    return { ...plan, ...(await linkPlan(world, found, primary, policy)) };
  }
  if (command.move !== 'assign') return plan;
  const { people } = await world.store.roster(scope.station);
  const assignee = people.find(({ person }) => person === command.to);
  if (assignee === undefined) return { code: 'unknown-person' };
  return worksOnCases(assignee.role) ? plan : { code: 'person-cannot-act' };
}

async function visibleCase(world: MoveWorld, scope: Scope, caseId: CaseId): Promise<Case | undefined> {
  const found = await world.store.load(inScope(scope, caseId));
  if (found === undefined) return undefined;
  return maySee(scope, found, await world.policies.of(found.station, found.policyVersion))
    ? found
    : undefined;
}
