import type { Case } from '../domain/case.ts';
import type { MoveCommand } from '../domain/command.ts';
import type { Move } from '../domain/lifecycle.ts';
import { neighboursOf } from '../domain/neighbours.ts';
import type { TextKind } from '../records.ts';

/** Words of a person, on their way into a sealed row. */
export interface Words {
  readonly kind: TextKind;
  readonly text: string;
}

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

/** Words with which a matter ends. Everybody whose report joined it has waited for them. */
const ending: ReadonlySet<Move> = new Set<Move>(['resolve', 'not-resolve', 'reject', 'transfer']);

/** The texts that a move brings, to be sealed with its facts. */
export function wordsOf(command: MoveCommand, before: Case): readonly Words[] {
  const kind = kinds[command.move];
  if (kind === undefined || !('text' in command) || command.text === undefined) return [];
  return [{ kind: isForEveryone(command, before) ? 'announcement' : kind, text: command.text }];
}

const isForEveryone = (command: MoveCommand, before: Case): boolean =>
  neighboursOf(before) > 0 &&
  (ending.has(command.move) || (command.move === 'reply' && command.to === 'everyone'));
