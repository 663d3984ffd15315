import type { MoveCommand } from '../domain/command.ts';
import type { Move } from '../domain/lifecycle.ts';
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
  rate: 'rating-words',
};

/** The texts that a move brings, to be sealed with its facts. */
export function wordsOf(command: MoveCommand): readonly Words[] {
  const kind = kinds[command.move];
  return kind !== undefined && 'text' in command && command.text !== undefined
    ? [{ kind, text: command.text }]
    : [];
}
