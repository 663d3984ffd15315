import type { Message as EngineMessage } from '../engine/outbox/message.ts';
import type { ClockKind } from './clock-kinds.ts';

/**
 * Kinds of message about cases, most urgent first. Every catalogue has the sentences of each. No decision produces a
 * `digest`, `several` or `news`: these stand for several messages when they are sent.
 */
export const messageKinds = [
  'level',
  'alert',
  'breach',
  'undelivered',
  'decision-needed',
  'assigned',
  'helper-silent',
  'helper-answered',
  'resident-wrote',
  'reopened',
  'dissatisfied',
  'reminder',
  'ask',
  'reply',
  'deadline-moved',
  'rating-request',
  'broken-promise',
  'nudge',
  'receipt',
  'digest',
  'several',
  'news',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What a receipt says when its promise of an answer is not true any more. */
export const receiptTurns = ['answered', 'withdrawn', 'linked', 'late'] as const;

/** What a notice says: its kind, or what became of a receipt meanwhile. Every catalogue has the sentences of each. */
export type Saying = MessageKind | (typeof receiptTurns)[number];

/** What a resident may be told. `news` tells several of the others in one notice. */
export const residentSayings = [
  'receipt',
  ...receiptTurns,
  'reply',
  'ask',
  'nudge',
  'deadline-moved',
  'rating-request',
  'broken-promise',
] as const;
export type ResidentSaying = (typeof residentSayings)[number];

export const isResidentSaying = (saying: Saying): saying is ResidentSaying =>
  residentSayings.some((known) => known === saying);

/** A message about a case, as a decision produces it. */
export type Message = EngineMessage<MessageKind, ClockKind>;
