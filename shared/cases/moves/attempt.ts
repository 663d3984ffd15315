import { commitOf } from '../../engine/build-commit.ts';
import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import type { MoveAnswer } from '../../engine/command-record.ts';
import { type Refused, refused } from '../../engine/refused.ts';
import type { Actor } from '../../engine/scope.ts';
import type { World } from '../../engine/world.ts';
import type { Case } from '../case.ts';
import { type CaseKey, keyOf } from '../case-key.ts';
import type { MoveCommand } from '../command.ts';
import { decide } from '../decisions/decide.ts';
import { sealTexts } from './seal-texts.ts';
import { textsOf } from './texts.ts';

export type MoveWorld = Pick<World, 'store' | 'vault' | 'policies' | 'channels'>;

export interface Moved {
  readonly answer: MoveAnswer;
  readonly refusal?: never;
}

/** What a move means to its own case, and to the one that took it in or is to take it in. */
export interface Step {
  readonly found: Case;
  readonly command: MoveCommand;
  readonly by: Actor;
  readonly second?: { readonly found: Case; readonly command: MoveCommand };
}

/** The request as it is recognised when it comes again. */
export interface Request {
  readonly commandId: string;
  readonly contentHash: string;
}

/** How long a repeated command is recognised. */
const COMMAND_KEPT = 2 * DAY;

/** Decides a step on what was loaded and commits it; `again` when somebody else wrote first. */
export async function attempt(
  world: MoveWorld,
  { found, command, by, second }: Step,
  request: Request,
  now: Instant,
): Promise<Moved | Refused | 'again'> {
  const decision = decide(found, command, by, now, world.policies.of(found.policyVersion));
  if (decision.refusal) return refused(decision.refusal);
  const other =
    second &&
    decide(second.found, second.command, coReporter, now, world.policies.of(second.found.policyVersion));
  if (other?.refusal) return refused(other.refusal);
  const sealedTexts = await sealTexts(world.vault, decision.after, by, now, textsOf(command, found));
  const commit = commitOf(world, {
    ...{ before: found, decision, by, now, sealedTexts },
    command: { ...request, expiresAt: now + COMMAND_KEPT },
    ...(other && {
      second: commitOf(world, { before: second.found, decision: other, by: coReporter, now }),
      ...(second.command.move === 'link' && { joins: keyOf(found) }),
    }),
  });
  const committed = await world.store.commit(commit);
  if (!committed.ok || commit.command === undefined) return 'again';
  return { answer: commit.command.answer };
}

const coReporter: Actor = { kind: 'co-reporter' };

/** The clock, others and the very same request may write between load and commit; then it is decided again. */
const TRIES_MAX = 5;

/**
 * Carries a request out once, however often it comes. Whether it came before is only looked up when it is refused or
 * loses against another write: a repeat can do nothing else.
 * @param tryOnce loads, decides and commits
 */
export async function carryOut(
  world: MoveWorld,
  key: CaseKey,
  request: Request,
  tryOnce: () => Promise<Moved | Refused | 'again'>,
): Promise<Moved | Refused> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const outcome = await tryOnce();
    // Whoever may not see a case hears nothing of it, not even what they did to it themselves.
    if (outcome !== 'again' && (!outcome.refusal || outcome.refusal.code === 'not-found')) return outcome;
    const repeat = await repeated(world, key, request);
    if (repeat !== undefined) return repeat;
    if (outcome !== 'again') return outcome;
  }
  return refused({ code: 'too-busy' });
}

/** The first answer to a request that came before, or why this one may not use its id. */
async function repeated(
  world: MoveWorld,
  key: CaseKey,
  { commandId, contentHash }: Request,
): Promise<Moved | Refused | undefined> {
  const known = await world.store.findCommand(key, commandId);
  if (known === undefined) return undefined;
  return known.contentHash === contentHash ? { answer: known.answer } : refused({ code: 'command-used' });
}
