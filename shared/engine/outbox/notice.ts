import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Language } from '../language.ts';
import type { Responsible } from '../responsible.ts';
import type { PersonId, StationId } from '../scope.ts';
import { type Delivery, stationOf } from './delivery.ts';
import { deliveryId } from './delivery-id.ts';
import type { Person } from './person.ts';

/** A message ready for a channel, before it is rendered. It holds codes, numbers and times only, no personal data. */
export interface Notice {
  /** The same for every attempt of one delivery, so that receivers recognise a repeat. */
  readonly id: string;
  readonly station: StationId;
  /** The kind of aggregate whose `textOf` renders it, or `brief`. */
  readonly about: string;
  readonly kind: string;
  readonly to: Responsible;
  readonly people: readonly PersonId[];
  readonly language: Language;
  readonly at: Instant;
  /** Of a message to one resident: the aggregate that is their own. No channel gets to know it. */
  readonly own?: AggregateKey;
  /** The step that led to its state as the notice knows it, so that its history may be read moments old. */
  readonly ownStep?: Pick<EngineState, 'version' | 'chainHead'>;
  /** It is about something that a text must not tell; which channels it takes may depend on that. */
  readonly sensitive?: true;
}

/** A rendered notice: a title short enough for a lock screen, a text, and the details as codes. */
export interface NoticeText {
  readonly title: string;
  readonly text: string;
  /** For machines: what the notice holds besides its envelope, times in ISO 8601. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The fields that every notice takes from its delivery. */
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
