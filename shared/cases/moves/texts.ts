import type { PlainText } from '../../engine/commands/seal-texts.ts';
import type { Actor } from '../../engine/scope.ts';
import type { Case } from '../case.ts';
import type { MoveCommand } from '../command.ts';
import { coReportersOf } from '../decisions/co-reporters.ts';
import type { Move } from '../lifecycle.ts';
import type { TextKind } from '../text-kinds.ts';

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
  rate: 'rating-words',
};

/** Moves that answer or hand over the case; their text goes to the co-reporters as well. */
const concluding: ReadonlySet<Move> = new Set<Move>(['resolve', 'not-resolve', 'reject', 'transfer']);

/** The texts of a move, to be sealed with its facts. */
export function textsOf(command: MoveCommand, before: Case, by: Actor): readonly PlainText[] {
  const kind = command.move === 'reopen' && by.kind === 'staff' ? 'reason' : kinds[command.move];
  if (kind === undefined || !('text' in command) || command.text === undefined) return [];
  return [{ kind: isForEveryone(command, before) ? 'announcement' : kind, text: command.text }];
}

const isForEveryone = (command: MoveCommand, before: Case): boolean =>
  coReportersOf(before) > 0 &&
  (concluding.has(command.move) || (command.move === 'reply' && command.to === 'everyone'));
