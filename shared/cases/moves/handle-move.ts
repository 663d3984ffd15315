import canonicalize from 'canonicalize';
import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { type Handled, handleCommand, type Plan } from '../../engine/commands/handle-command.ts';
import { defined } from '../../engine/defined.ts';
import type { Actor } from '../../engine/scope.ts';
import type { CommandAnswer } from '../../engine/storage/command-record.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import { caseAggregate } from '../case-aggregate.ts';
import type { CaseKey } from '../case-key.ts';
import type { CaseTypes } from '../case-types.ts';
import type { MoveCommand } from '../command.ts';
import { addressed } from '../recipients.ts';
import type { Refusal } from '../refusal.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { textOf } from './texts.ts';

export type MoveWorld = Pick<World, 'store' | 'sealer' | 'hasher' | 'policies'>;

export interface Moved {
  readonly answer: CommandAnswer;
  readonly refusal?: never;
}

/** A move as commands: one for the requested case and, for some moves, one for its primary case. */
export interface MovePlan {
  readonly command: MoveCommand;
  readonly by: Actor;
  /** The command for the primary case, committed in the same transaction. */
  readonly second?: { readonly before: Case; readonly command: MoveCommand };
  /** The row of a link that is made or undone. */
  readonly link?: Companion;
}

export interface MoveRequest<Command extends object = MoveCommand> {
  readonly command: Command;
  /** The client's id of this request: a repeat gets the first answer. */
  readonly commandId: string;
  /** The kind of sender; the stored id is prefixed by it, so staff and residents cannot use each other's ids. */
  readonly from: 'staff' | 'resident';
  /** The version of the case that the sender saw. */
  readonly expectedVersion?: number;
}

/** How long a repeated command is recognised. */
const COMMAND_KEPT = 2 * DAY;

/** Performs a move once. `plan` reads the case, and what else the move refers to, and returns the commands. */
export async function handleMove(
  world: MoveWorld,
  key: CaseKey,
  { command, commandId, from, expectedVersion }: MoveRequest<object>,
  plan: (found: Case, policy: Policy) => Promise<MovePlan | Refusal>,
  now: Instant,
): Promise<Moved | Refused> {
  const request = {
    commandId: `${from}-${commandId}`,
    contentHash: await world.hasher.keyedHash(canonicalize(command) ?? ''),
    expiresAt: now + COMMAND_KEPT,
  };
  const target = { key, station: key.station, now, request, ...defined({ notBefore: expectedVersion }) };
  const handled = await handleCommand(world, caseAggregate, target, async ({ before, policy }) => {
    if (before === undefined) return refused({ code: 'not-found' });
    const planned = await plan(before, policy);
    return 'code' in planned ? refused(planned) : commandPlan(world, planned, before);
  });
  return movedFrom(handled);
}

async function commandPlan(
  world: MoveWorld,
  { command, by, second, link }: MovePlan,
  before: Case,
): Promise<Plan<CaseTypes>> {
  const text = textOf(command, before, by);
  return {
    command,
    by,
    ...(text && { texts: await addressed(world, [text], before) }),
    ...(link && { companions: () => [link] }),
    ...(second && { second: { aggregate: caseAggregate, ...second, by: { kind: 'co-reporter' } } }),
  };
}

function movedFrom(handled: Handled<CaseTypes>): Moved | Refused {
  switch (handled.outcome) {
    case 'committed':
    case 'repeated':
      return { answer: handled.answer };
    case 'refused':
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'too-busy' });
    case 'nothing':
      throw new Error('a move was accepted but produced no facts');
  }
}
