import canonicalize from 'canonicalize';
import type { Case } from '../domain/case.ts';
import type { ResidentCommand } from '../domain/command.ts';
import type { Instant } from '../domain/instant.ts';
import { asItsReporterFinds, deedOfJoined, takeInOf } from '../domain/neighbours.ts';
import type { Refusal } from '../domain/refusal.ts';
import { attempt, carryOut, type Moved, type MoveWorld, type Step } from './attempt.ts';
import { nobodysKey } from './nobodys-key.ts';
import { type Refused, refused } from './refused.ts';
import { sameMatter } from './same-matter.ts';
import { hashOfToken } from './submit-case.ts';
import { survivorsOf } from './survivor.ts';

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
  const key = submission?.key ?? nobodysKey(tokenHash);
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

/** What a resident's deed means: to their case alone, or to the one that is worked on in its place too. */
async function stepOf(
  world: MoveWorld,
  found: Case,
  command: ResidentCommand,
): Promise<Omit<Step, 'by'> | Refusal> {
  if (command.move === 'join') return joining(world, found);
  const survivor = found.status === 'duplicate' ? (await survivorsOf(world, found)).at(-1) : undefined;
  if (survivor === undefined) return { found: asItsReporterFinds(found), command };
  const deed = deedOfJoined(command, survivor);
  if ('code' in deed) return deed;
  return {
    found,
    command: deed.own,
    ...(deed.survivors && { beside: { found: survivor, command: deed.survivors } }),
  };
}

/** Which case to join is looked up anew, so that nobody needs to be told, or can say, which one it is. */
async function joining(world: MoveWorld, found: Case): Promise<Omit<Step, 'by'> | Refusal> {
  const same = found.reporterLeft === true ? undefined : await sameMatter(world, found);
  if (same === undefined) return { code: 'nothing-to-join' };
  const { survivor } = same;
  return {
    found,
    command: { move: 'join', of: survivor.caseId },
    beside: { found: survivor, command: takeInOf(found) },
  };
}
