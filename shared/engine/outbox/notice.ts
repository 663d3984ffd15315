import type { Instant } from '../calendar/instant.ts';
import type { Language } from '../language.ts';
import type { Responsible } from '../responsible.ts';
import type { PersonId, StationId } from '../scope.ts';
import { type Delivery, stationOf } from './delivery.ts';
import { deliveryId } from './delivery-id.ts';
import type { Person } from './person.ts';

/** What a channel is given to say. Codes, numbers and times alone: nothing personal is in it, and no sentence. */
export interface Notice {
  /** The same for every attempt of one delivery, so that a receiver can tell a repeat. */
  readonly id: string;
  readonly station: StationId;
  /** The kind of aggregate that knows how to say it, or `brief`. */
  readonly about: string;
  readonly kind: string;
  readonly to: Responsible;
  readonly people: readonly PersonId[];
  readonly language: Language;
  readonly at: Instant;
}

/** A notice as its reader gets it: a title short enough for a lock screen, a text, and the same as codes. */
export interface NoticeText {
  readonly title: string;
  readonly text: string;
  /** For machines: whatever the notice says besides its envelope, times in ISO 8601. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What every notice has, out of its delivery. */
export const envelopeOf = (
  { subject, message, language }: Delivery,
  people: readonly Person[],
  at: Instant,
) => ({
  id: deliveryId(subject),
  station: stationOf(subject),
  kind: message.kind,
  to: message.to,
  people: people.map(({ person }) => person),
  language,
  at,
});
