import type { PlainText } from '../../engine/commands/seal-texts.ts';
import type { Case } from '../case.ts';
import type { MoveCommand } from '../command.ts';
import { coReportersOf } from '../decisions/co-reporters.ts';
import type { Move } from '../lifecycle.ts';
import type { TextKind } from '../text-kinds.ts';

/** What the words of a move are to their readers; a move that is absent carries none. */
const kinds: { readonly [M in Move]?: TextKind } = {
  reply: 'reply',
  note: 'note',
  'ask-resident': 'question',
  'await-third-party': 'note',
  schedule: 'reply',
  extend: 'reason',
  resolve: 'reply',
  'not-resolve': 'reply',
  reject: 'reply',
  transfer: 'reply',
  'keep-open': 'reply',
  reopen: 'message',
  'add-message': 'message',
  'say-unsolved': 'message',
  rate: 'rating-words',
};

/** Words with which a case ends. Everybody whose report joined it has waited for them. */
const ending: ReadonlySet<Move> = new Set<Move>(['resolve', 'not-resolve', 'reject', 'transfer']);

/** The texts that a move brings, to be sealed with its facts. */
export function textsOf(command: MoveCommand, before: Case): readonly PlainText[] {
  const kind = kinds[command.move];
  if (kind === undefined || !('text' in command) || command.text === undefined) return [];
  return [{ kind: isForEveryone(command, before) ? 'announcement' : kind, text: command.text }];
}

const isForEveryone = (command: MoveCommand, before: Case): boolean =>
  coReportersOf(before) > 0 &&
  (ending.has(command.move) || (command.move === 'reply' && command.to === 'everyone'));
