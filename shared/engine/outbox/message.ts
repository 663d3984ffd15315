import type { Instant } from '../calendar/instant.ts';
import type { Responsible } from '../responsible.ts';
import type { PersonId } from '../scope.ts';

/** One thing to be said to one addressee. It names the clock it is about, never what a person wrote. */
export interface Message<Kind extends string = string, Clock extends string = string> {
  readonly to: Responsible;
  /** The person, where the role is the assignee; other roles are resolved when the message is sent. */
  readonly person?: PersonId;
  readonly kind: Kind;
  readonly clock?: Clock;
  readonly level?: number;
  /** When the escalation's next step was due as this level was reached: once that moves on, another step was taken. */
  readonly until?: Instant;
}

export type Audience = 'staff' | 'resident';

export const audienceOf = ({ to }: Pick<Message, 'to'>): Audience =>
  to === 'resident' || to === 'co-reporters' ? 'resident' : 'staff';

const addressee = ({ to, person }: Message): string => `${to}#${person ?? ''}`;

/**
 * At most one message per addressee: the most pressing one. The facts keep all that happened.
 * @param kinds most pressing first
 */
export function foldMessages(messages: readonly Message[], kinds: readonly string[]): readonly Message[] {
  const pressing = ({ kind }: Message): number => kinds.indexOf(kind);
  const folded = new Map<string, Message>();
  for (const message of messages) {
    const known = folded.get(addressee(message));
    if (known === undefined || pressing(message) < pressing(known)) folded.set(addressee(message), message);
  }
  return [...folded.values()];
}
