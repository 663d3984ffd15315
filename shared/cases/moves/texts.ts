import type { Actor } from '../../engine/scope.ts';
import type { Case } from '../case.ts';
import type { MoveCommand } from '../command.ts';
import { isProposal } from '../decisions/answering/closing.ts';
import { coReportersOf } from '../decisions/co-reporters.ts';
import type { Move } from '../lifecycle.ts';
import type { CaseText, TextKind } from '../text-kinds.ts';

/** The kind of text that each move carries; a move that is absent carries none. */
const kinds: { readonly [M in Move]?: TextKind } = {
  reply: 'reply',
  note: 'note',
  'ask-resident': 'question',
  'await-third-party': 'note',
  schedule: 'reply',
  extend: 'reason',
  'lift-secrecy': 'reason',
  resolve: 'reply',
  'not-resolve': 'reply',
  reject: 'reply',
  transfer: 'reply',
  'keep-open': 'reply',
  unlink: 'reason',
  reopen: 'message',
  'add-message': 'message',
  'say-unsolved': 'message',
  'choose-notices': 'notice-address',
  rate: 'rating-words',
};

/** Moves that answer or hand over the case; their text goes to the co-reporters as well. */
const concluding: ReadonlySet<Move> = new Set<Move>(['resolve', 'not-resolve', 'reject', 'transfer']);

/** The text of a move, to be sealed with its facts; `undefined` for a move without one. */
export function textOf(command: MoveCommand, before: Case, by: Actor): CaseText | undefined {
  const kind = kindOf(command, before, by);
  if (kind === undefined || !('text' in command) || command.text === undefined) return undefined;
  return { kind, text: command.text };
}

function kindOf(command: MoveCommand, before: Case, by: Actor): TextKind | undefined {
  if (command.move === 'reject' && isProposal(command, before, by)) return 'proposal';
  if (command.move === 'reopen' && by.kind === 'staff') return 'reason';
  return isForEveryone(command, before) ? 'announcement' : kinds[command.move];
}

const isForEveryone = (command: MoveCommand, before: Case): boolean =>
  coReportersOf(before) > 0 &&
  (concluding.has(command.move) || (command.move === 'reply' && command.to === 'everyone'));
