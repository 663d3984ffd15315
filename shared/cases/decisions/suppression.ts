import type { Instant } from '../../engine/calendar/instant.ts';
import {
  type ClockMessageKind,
  type ClockStaleness,
  clockStaleness,
} from '../../engine/outbox/clock-staleness.ts';
import type { Case } from '../case.ts';
import { isOpen } from '../lifecycle.ts';
import type { Message, MessageKind } from '../message-kinds.ts';

/** Why a message is suppressed instead of sent; stored with the delivery. */
export type Suppression = 'case-ended' | 'rating-corrected' | 'stopped' | ClockStaleness;

/** The kinds of the clock, which may be suppressed. Replies and receipts to residents never are. */
const suppressible: { readonly [Kind in MessageKind]?: ClockMessageKind } = {
  level: 'level',
  breach: 'breach',
  'broken-promise': 'breach',
  reminder: 'reminder',
  nudge: 'reminder',
};

/** Checks a message against the case as it is just before sending; `undefined` means that it is sent. */
export function suppression(message: Message, decidedAt: Instant, found: Case): Suppression | undefined {
  // Decided before the resident stopped messages; after that none are.
  if (message.to === 'resident' && found.noticesBy === 'none') return 'stopped';
  // A reopened case has no rating, but the chief is still told of the one that it had.
  const { rating = 'dissatisfied' } = found;
  if (message.kind === 'dissatisfied' && rating !== 'dissatisfied') return 'rating-corrected';
  const subject = suppressible[message.kind];
  if (subject === undefined) return undefined;
  return isOpen(found.status) ? clockStaleness(subject, message, decidedAt, found) : 'case-ended';
}
