import canonicalize from 'canonicalize';
import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { type Handled, handleCommand, type Plan } from '../../engine/commands/handle-command.ts';
import type { Actor } from '../../engine/scope.ts';
import type { CommandAnswer } from '../../engine/storage/command-record.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import { caseAggregate } from '../case-aggregate.ts';
import { type CaseKey, keyOf } from '../case-key.ts';
import { linkCompanion } from '../case-link.ts';
import type { CaseTypes } from '../case-types.ts';
import type { MoveCommand } from '../command.ts';
import type { Refusal } from '../refusal.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { textsOf } from './texts.ts';

export type MoveWorld = Pick<World, 'store' | 'vault' | 'policies' | 'channels'>;

export interface Moved {
  readonly answer: CommandAnswer;
  readonly refusal?: never;
}

/** What a move means: to its own case, and to the primary case that it is linked to or is to be linked to. */
export interface MovePlan {
  readonly command: MoveCommand;
  readonly by: Actor;
  readonly second?: { readonly before: Case; readonly command: MoveCommand };
}

export interface MoveRequest<Command extends object = MoveCommand> {
  readonly command: Command;
  /** The client's own id of this request: a repeat gets the first answer. */
  readonly commandId: string;
  /** Who sends it; a part of the id that is kept, so that nobody can take up an id of somebody else. */
  readonly from: 'staff' | 'resident';
}

/** How long a repeated command is recognised. */
const COMMAND_KEPT = 2 * DAY;

/** Carries a move out once. `plan` looks at the case and at whatever the move points to. */
export async function handleMove(
  world: MoveWorld,
  key: CaseKey,
  { command, commandId, from }: MoveRequest<object>,
  plan: (found: Case, policy: Policy) => Promise<MovePlan | Refusal>,
  now: Instant,
): Promise<Moved | Refused> {
  const request = {
    commandId: `${from}-${commandId}`,
    contentHash: await world.vault.keyedHash(canonicalize(command) ?? ''),
    expiresAt: now + COMMAND_KEPT,
  };
  const target = { key, station: key.station, now, request };
  const handled = await handleCommand(world, caseAggregate, target, async ({ before, policy }) => {
    if (before === undefined) return refused({ code: 'not-found' });
    const planned = await plan(before, policy);
    return 'code' in planned ? refused(planned) : stepsOf(planned, before);
  });
  return movedBy(handled);
}

function stepsOf({ command, by, second }: MovePlan, before: Case): Plan<CaseTypes> {
  const texts = textsOf(command, before);
  if (second === undefined) return { command, by, texts };
  const links = second.command.move === 'link' ? [linkCompanion(keyOf(second.before), keyOf(before))] : [];
  return {
    command,
    by,
    texts,
    companions: () => links,
    second: { aggregate: caseAggregate, ...second, by: { kind: 'co-reporter' } },
  };
}

function movedBy(handled: Handled<CaseTypes>): Moved | Refused {
  switch (handled.outcome) {
    case 'committed':
    case 'repeated':
      return { answer: handled.answer };
    case 'refused':
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'too-busy' });
    case 'nothing':
      throw new Error('a move was decided and changed nothing');
  }
}
