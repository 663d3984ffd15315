import type { Message as EngineMessage } from '../engine/outbox/message.ts';
import type { ClockKind } from './clock-kinds.ts';

/** Kinds of message about cases, most pressing first. Each has its sentences in every catalogue. */
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

/** One thing to be said about a case. */
export type Message = EngineMessage<MessageKind, ClockKind>;
