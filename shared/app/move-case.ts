import canonicalize from 'canonicalize';
import { maySee } from '../domain/access.ts';
import type { Case, CaseId } from '../domain/case.ts';
import { type CaseKey, inScope } from '../domain/case-key.ts';
import type { MoveCommand } from '../domain/command.ts';
import { decide } from '../domain/decide.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import { type Actor, type Scope, staffActor } from '../domain/scope.ts';
import type { MoveAnswer } from '../records.ts';
import { commitOf } from './commit.ts';
import { type Refused, refused } from './refused.ts';
import { sealWords } from './seal-words.ts';
import { hashOfToken } from './submit-case.ts';
import { wordsOf } from './texts.ts';
import type { World } from './world.ts';

export interface MoveRequest {
  readonly command: MoveCommand;
  /** The client's own id of this request: a repeat gets the first answer. */
  readonly commandId: string;
}

export interface Moved {
  readonly answer: MoveAnswer;
  readonly refusal?: never;
}

type MoveWorld = Pick<World, 'store' | 'vault' | 'policies' | 'channels'>;

/** How long a repeated command is recognised. */
const COMMAND_KEPT = 2 * DAY;
/** The clock and the staff may write between load and commit; a resident's request is simply decided again. */
const TRIES_MAX = 5;

/** A move by staff, on the version they saw. */
export async function moveCase(
  world: MoveWorld,
  scope: Scope,
  caseId: CaseId,
  request: MoveRequest & { readonly expectedVersion: number },
  now: Instant,
): Promise<Moved | Refused> {
  const key = inScope(scope, caseId);
  const found = await world.store.load(key);
  if (found === undefined || !maySee(scope, found, world.policies.of(found.policyVersion))) {
    return refused({ code: 'not-found' });
  }
  const contentHash = await world.vault.keyedHash(canonicalize(request.command) ?? '');
  const repeat = await repeated(world, key, request.commandId, contentHash);
  if (repeat !== undefined) return repeat;
  if (found.version !== request.expectedVersion) {
    return refused({ code: 'changed-meanwhile', version: found.version });
  }
  const missing = await missingOther(world, scope, request.command);
  if (missing !== undefined) return refused({ code: missing });
  const outcome = await attempt(world, found, request, contentHash, staffActor(scope), now);
  if (outcome !== 'again') return outcome;
  // Somebody wrote first: perhaps this very request, sent twice.
  const sentTwice = await repeated(world, key, request.commandId, contentHash);
  const meanwhile = await world.store.load(key);
  return sentTwice ?? refused({ code: 'changed-meanwhile', version: meanwhile?.version ?? found.version });
}

/** A move by the resident who holds the secret link. */
export async function residentMove(
  world: MoveWorld,
  token: string,
  request: MoveRequest,
  now: Instant,
): Promise<Moved | Refused> {
  const submission = await world.store.findSubmission(hashOfToken(token));
  if (submission === undefined) return refused({ code: 'not-found' });
  const { key } = submission;
  const contentHash = await world.vault.keyedHash(canonicalize(request.command) ?? '');
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const repeat = await repeated(world, key, request.commandId, contentHash);
    if (repeat !== undefined) return repeat;
    const found = await world.store.load(key);
    if (found === undefined) return refused({ code: 'not-found' });
    const outcome = await attempt(world, found, request, contentHash, { kind: 'resident' }, now);
    if (outcome !== 'again') return outcome;
  }
  return refused({ code: 'too-busy' });
}

async function attempt(
  world: MoveWorld,
  found: Case,
  { command, commandId }: MoveRequest,
  contentHash: string,
  by: Actor,
  now: Instant,
): Promise<Moved | Refused | 'again'> {
  const decision = decide(found, command, by, now, world.policies.of(found.policyVersion));
  if (decision.refusal) return refused(decision.refusal);
  const words = await sealWords(world.vault, decision.after, by, now, wordsOf(command));
  const commit = commitOf(world, {
    before: found,
    decision,
    by,
    now,
    words,
    command: { commandId, contentHash, expiresAt: now + COMMAND_KEPT },
  });
  const committed = await world.store.commit(commit);
  if (!committed.ok || commit.command === undefined) return 'again';
  return { answer: commit.command.answer };
}

async function repeated(
  world: MoveWorld,
  key: CaseKey,
  commandId: string,
  contentHash: string,
): Promise<Moved | Refused | undefined> {
  const known = await world.store.findCommand(key, commandId);
  if (known === undefined) return undefined;
  return known.contentHash === contentHash ? { answer: known.answer } : refused({ code: 'command-used' });
}

/** What a command points at beside its case, and whether that is there: another case, a person of the roster. */
async function missingOther(
  world: MoveWorld,
  scope: Scope,
  command: MoveCommand,
): Promise<'not-a-survivor' | 'unknown-person' | undefined> {
  if (command.move === 'mark-duplicate') {
    return (await survives(world, scope, command.of)) ? undefined : 'not-a-survivor';
  }
  if (command.move !== 'assign') return undefined;
  const { people } = await world.store.roster(scope.station);
  return people.some(({ person }) => person === command.to) ? undefined : 'unknown-person';
}

/** The case that takes a duplicate's reporter in must be there, visible, and not gone the same way itself. */
async function survives(world: MoveWorld, scope: Scope, caseId: CaseId): Promise<boolean> {
  const survivor = await world.store.load(inScope(scope, caseId));
  if (survivor === undefined || !maySee(scope, survivor, world.policies.of(survivor.policyVersion)))
    return false;
  return survivor.status !== 'duplicate' && survivor.status !== 'withdrawn';
}
