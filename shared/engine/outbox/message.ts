import type { Instant } from '../calendar/instant.ts';
import type { ClockKind } from '../clocks/clock.ts';
import type { Responsible } from '../responsible.ts';
import type { PersonId } from '../scope.ts';

/** Kinds of message, most pressing first: where several would reach one addressee at once, the first is sent. */
export const messageKinds = [
  'level',
  'alert',
  'breach',
  'undelivered',
  'decision-needed',
  'assigned',
  'resident-wrote',
  'reopened',
  'reminder',
  'ask',
  'reply',
  'deadline-moved',
  'rating-request',
  'nudge',
  'receipt',
  'digest',
  'brief',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** One thing to be said to one addressee. It names the clock it is about, never the case's content. */
export interface Message {
  readonly to: Responsible;
  /** The person, where the role is the assignee; other roles are resolved when the message is sent. */
  readonly person?: PersonId;
  readonly kind: MessageKind;
  readonly clock?: ClockKind;
  readonly level?: number;
  /** When the escalation's next step was due as this level was reached: once that moves on, another step was taken. */
  readonly until?: Instant;
}

/** Only these may be dropped once their clock is met; what a resident is owed never is. */
export const isSuppressible = (kind: MessageKind): boolean =>
  kind === 'reminder' || kind === 'breach' || kind === 'level' || kind === 'nudge';

const pressing = (message: Message): number => messageKinds.indexOf(message.kind);
const addressee = (message: Message): string => `${message.to}#${message.person ?? ''}`;

/** At most one message per addressee: the most pressing one. The facts keep all that happened. */
export function foldMessages(messages: readonly Message[]): readonly Message[] {
  const folded = new Map<string, Message>();
  for (const message of messages) {
    const known = folded.get(addressee(message));
    if (known === undefined || pressing(message) < pressing(known)) folded.set(addressee(message), message);
  }
  return [...folded.values()];
}
