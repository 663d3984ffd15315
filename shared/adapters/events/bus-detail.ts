import * as z from 'zod/mini';
import { type DeliveryOffered, deliveryOffered } from '../../../events/delivery-offered.ts';
import { type FactRecorded, factRecorded } from '../../../events/fact-recorded.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import type { Offer } from '../../engine/outbox/offer.ts';
import type { PublishedFact } from '../../engine/outbox/published-fact.ts';

/** An offer as the detail of a `DeliveryOffered` event. */
export function offerDetail({ subject, attempt }: Offer): DeliveryOffered {
  const schemaVersion = deliveryOffered.version;
  if (subject.about === 'brief') {
    const { about, station, day, responsible } = subject;
    return { schemaVersion, about, station, day, responsible, attempt };
  }
  if (subject.about === 'batch') {
    const { about, station, batch, since } = subject;
    return { schemaVersion, about, station, batch, since, attempt };
  }
  const { about, key, version, index } = subject;
  return { schemaVersion, about, kind: key.kind, station: key.station, id: key.id, version, index, attempt };
}

/** A fact as the detail of a `FactRecorded` event: the fact's name without its content. */
export const factDetail = ({ key, version, index, at, fact }: PublishedFact): FactRecorded => ({
  schemaVersion: factRecorded.version,
  kind: key.kind,
  station: key.station,
  id: key.id,
  version,
  index,
  at: toIso(at),
  fact,
});

const delivered = z.object({
  'detail-type': z.literal(deliveryOffered.name),
  detail: deliveryOffered.detail,
});

const recorded = z.object({ 'detail-type': z.literal(factRecorded.name), detail: factRecorded.detail });

/** Reads a recorded fact from a bus event; `undefined` for anything else, such as a schedule's. */
export const readFact = (event: unknown): FactRecorded | undefined => recorded.safeParse(event).data?.detail;

/** Reads an offer from a bus event. Throws for anything else, so that the event ends in the dead letters. */
export function readOffer(event: unknown): Offer {
  const { detail } = delivered.parse(event);
  if (detail.about === 'brief') {
    const { about, station, day, responsible, attempt } = detail;
    return { subject: { about, station, day, responsible }, attempt };
  }
  if (detail.about === 'batch') {
    const { about, station, batch, since, attempt } = detail;
    return { subject: { about, station, batch, since }, attempt };
  }
  const { about, kind, station, id, version, index, attempt } = detail;
  return { subject: { about, key: { kind, station, id }, version, index }, attempt };
}
