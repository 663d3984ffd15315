import type { Instant } from '../calendar/instant.ts';
import type { Responsible } from '../responsible.ts';
import type { PersonId } from '../scope.ts';

/** One message to one addressee, in codes only; it never holds a person's text. */
export interface Message<Kind extends string = string, Clock extends string = string> {
  readonly to: Responsible;
  /** The person, if the role is the assignee; other roles are resolved when the message is sent. */
  readonly person?: PersonId;
  readonly kind: Kind;
  readonly clock?: Clock;
  readonly level?: number;
  /**
   * When the escalation's next step was due as this level was reached; a later value means that another step was taken.
   */
  readonly until?: Instant;
}

export type Audience = 'staff' | 'resident';

export const audienceOf = ({ to }: Pick<Message, 'to'>): Audience =>
  to === 'resident' || to === 'co-reporters' ? 'resident' : 'staff';

const addressee = ({ to, person }: Message): string => `${to}#${person ?? ''}`;

/**
 * Reduces messages to the most urgent one per addressee. The facts still record all that happened.
 * @param kinds most urgent first
 */
export function foldMessages(messages: readonly Message[], kinds: readonly string[]): readonly Message[] {
  // A kind that is not listed is the least urgent.
  const rank = ({ kind }: Message): number => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length);
  const folded = new Map<string, Message>();
  for (const message of messages) {
    const other = folded.get(addressee(message));
    if (other === undefined || rank(message) < rank(other)) folded.set(addressee(message), message);
  }
  return [...folded.values()];
}
