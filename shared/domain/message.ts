import type { ClockKind } from './clock.ts';
import type { Instant } from './instant.ts';
import type { Party } from './party.ts';
import type { PersonId } from './scope.ts';

/** Kinds of message, most pressing first: where several would reach one addressee at once, the first is sent. */
export const messageKinds = [
  'rung',
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

/** One thing to be said to one addressee. It names the clock it is about, never the matter's content. */
export interface Message {
  readonly to: Party;
  /** The person, where the party is the assignee; other parties are resolved when the message is sent. */
  readonly person?: PersonId;
  readonly kind: MessageKind;
  readonly clock?: ClockKind;
  readonly rung?: number;
  /** When the ladder's next step was due as this rung was reached: once that moves on, another step was taken. */
  readonly until?: Instant;
}

/** Only these may be dropped once their clock is met; what a resident is owed never is. */
export const isSuppressible = (kind: MessageKind): boolean =>
  kind === 'reminder' || kind === 'breach' || kind === 'rung' || kind === 'nudge';

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
