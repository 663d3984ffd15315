import canonicalize from 'canonicalize';
import type { Instant } from '../../engine/calendar/instant.ts';
import { type Refused, refused } from '../../engine/refused.ts';
import { type Scope, staffActor } from '../../engine/scope.ts';
import { maySee } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import { inScope } from '../case-key.ts';
import type { MoveCommand } from '../command.ts';
import { linkOf } from '../decisions/co-reporters.ts';
import { attempt, carryOut, type Moved, type MoveWorld, type Step } from './attempt.ts';

export interface MoveRequest {
  readonly command: MoveCommand;
  /** The client's own id of this request: a repeat gets the first answer. */
  readonly commandId: string;
}

/** A move by staff, on the version they saw. */
export async function moveCase(
  world: MoveWorld,
  scope: Scope,
  caseId: CaseId,
  { command, commandId, expectedVersion }: MoveRequest & { readonly expectedVersion: number },
  now: Instant,
): Promise<Moved | Refused> {
  const key = inScope(scope, caseId);
  const request = { commandId, contentHash: await world.vault.keyedHash(canonicalize(command) ?? '') };
  return carryOut(world, key, request, async () => {
    const found = await seen(world, scope, caseId);
    if (found === undefined) return refused({ code: 'not-found' });
    const { version } = found;
    if (version !== expectedVersion) return refused({ code: 'changed-meanwhile', version });
    const step = await stepOf(world, scope, found, command);
    return typeof step === 'string' ? refused({ code: step }) : attempt(world, step, request, now);
  });
}

async function seen(world: MoveWorld, scope: Scope, caseId: CaseId): Promise<Case | undefined> {
  const found = await world.store.load(inScope(scope, caseId));
  return found !== undefined && maySee(scope, found, world.policies.of(found.policyVersion))
    ? found
    : undefined;
}

/** The move, with what it points at beside its case: another case, a person of the roster. */
async function stepOf(
  world: MoveWorld,
  scope: Scope,
  found: Case,
  command: MoveCommand,
): Promise<Step | 'not-linkable' | 'unknown-person'> {
  const step = { found, command, by: staffActor(scope) };
  if (command.move === 'mark-duplicate') {
    const primary = await seen(world, scope, command.of);
    if (primary === undefined || !mayLink(primary)) return 'not-linkable';
    // The case itself is refused by the rule of the move, not by its own version.
    if (primary.caseId === found.caseId) return step;
    return { ...step, second: { found: primary, command: linkOf(found) } };
  }
  if (command.move !== 'assign') return step;
  const { people } = await world.store.roster(scope.station);
  return people.some(({ person }) => person === command.to) ? step : 'unknown-person';
}

/** The case that takes a duplicate's reporter in must not be gone the same way itself. */
const mayLink = ({ status }: Case): boolean => status !== 'duplicate' && status !== 'withdrawn';
