import type { Instant } from '../../engine/calendar/instant.ts';
import {
  type ClockMessageKind,
  type ClockStaleness,
  clockStaleness,
} from '../../engine/outbox/clock-staleness.ts';
import type { Case } from '../case.ts';
import { isOpen } from '../lifecycle.ts';
import type { Message, MessageKind } from '../message-kinds.ts';

/** Why a message need not be sent any more; kept with the delivery. */
export type Suppression = 'case-ended' | ClockStaleness;

/** Only these may be dropped; what a resident is owed never is. */
const urges: { readonly [Kind in MessageKind]?: ClockMessageKind } = {
  level: 'level',
  breach: 'breach',
  reminder: 'reminder',
  nudge: 'reminder',
};

/** Judges a message by the case as it stands when it is about to be sent: `undefined` means send it. */
export function suppression(message: Message, decidedAt: Instant, found: Case): Suppression | undefined {
  const urge = urges[message.kind];
  if (urge === undefined) return undefined;
  return isOpen(found.status) ? clockStaleness(urge, message, decidedAt, found) : 'case-ended';
}
