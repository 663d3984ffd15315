import type { Message as EngineMessage } from '../engine/outbox/message.ts';
import type { ClockKind } from './clock-kinds.ts';

/** Kinds of message about cases, most urgent first. Every catalogue has the sentences of each. */
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
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A message about a case, as a decision produces it. */
export type Message = EngineMessage<MessageKind, ClockKind>;
