import canonicalize from 'canonicalize';
import type { Instant } from '../../engine/calendar/instant.ts';
import { type Refused, refused } from '../../engine/refused.ts';
import type { Case } from '../case.ts';
import type { ResidentCommand } from '../command.ts';
import { actionOfLinked, asItsReporterFinds, linkOf } from '../decisions/co-reporters.ts';
import { decoyKey } from '../intake/decoy-key.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import type { Refusal } from '../refusal.ts';
import { attempt, carryOut, type Moved, type MoveWorld, type Step } from './attempt.ts';

export interface ResidentRequest {
  readonly command: ResidentCommand;
  /** The client's own id of this request: a repeat gets the first answer. */
  readonly commandId: string;
}

/** A move by the resident who holds the secret link. */
export async function residentMove(
  world: MoveWorld,
  token: string,
  { command, commandId }: ResidentRequest,
  now: Instant,
): Promise<Moved | Refused> {
  const tokenHash = hashOfToken(token);
  const submission = await world.store.findSubmission(tokenHash);
  // A link that leads nowhere is followed all the same, so that time does not tell.
  const key = submission?.key ?? decoyKey(tokenHash);
  const request = { commandId, contentHash: await world.vault.keyedHash(canonicalize(command) ?? '') };
  return carryOut(world, key, request, async () => {
    const found = await world.store.load(key);
    if (found === undefined) return refused({ code: 'not-found' });
    const step = await stepOf(world, found, command);
    return 'code' in step
      ? refused(step)
      : attempt(world, { by: { kind: 'resident' }, ...step }, request, now);
  });
}

/** What a resident's action means: to their case alone, or to the one that is worked on in its place too. */
async function stepOf(
  world: MoveWorld,
  found: Case,
  command: ResidentCommand,
): Promise<Omit<Step, 'by'> | Refusal> {
  if (command.move === 'join') return joining(world, found);
  const primary = found.status === 'duplicate' ? (await primariesOf(world, found)).at(-1) : undefined;
  if (primary === undefined) return { found: asItsReporterFinds(found), command };
  const action = actionOfLinked(command, primary);
  if ('code' in action) return action;
  return {
    found,
    command: action.own,
    ...(action.onPrimary && { second: { found: primary, command: action.onPrimary } }),
  };
}

/** Which case to join is looked up anew, so that nobody needs to be told, or can say, which one it is. */
async function joining(world: MoveWorld, found: Case): Promise<Omit<Step, 'by'> | Refusal> {
  const same = found.reporterLeft === true ? undefined : await findSameReports(world, found);
  if (same === undefined) return { code: 'nothing-to-join' };
  const { primary } = same;
  return {
    found,
    command: { move: 'join', of: primary.caseId },
    second: { found: primary, command: linkOf(found) },
  };
}
