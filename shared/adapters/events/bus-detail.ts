import * as z from 'zod/mini';
import { type DeliveryOffered, deliveryOffered } from '../../../events/delivery-offered.ts';
import { type FactRecorded, factRecorded } from '../../../events/fact-recorded.ts';
import { type ProofAsked, proofAsked } from '../../../events/proof-asked.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Offer } from '../../engine/outbox/offer.ts';
import type { PublishedFact } from '../../engine/outbox/published-fact.ts';
import type { ProofAsk } from '../../engine/proof/ask-proof.ts';

/** An offer as the detail of a `DeliveryOffered` event. */
export function offerDetail({ subject, attempt, priority, audience }: Offer): DeliveryOffered {
  const common = { schemaVersion: deliveryOffered.version, attempt, ...defined({ priority, audience }) };
  if (subject.about === 'brief') {
    const { about, station, day, responsible } = subject;
    return { ...common, about, station, day, responsible };
  }
  if (subject.about === 'batch') {
    const { about, station, batch, since } = subject;
    return { ...common, about, station, batch, since };
  }
  if (subject.about === 'test') {
    const { about, station, channel, at } = subject;
    return { ...common, about, station, channel, askedAt: at };
  }
  const { about, key, version, index } = subject;
  return { ...common, about, kind: key.kind, station: key.station, id: key.id, version, index };
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

export const askDetail = ({ station, at }: ProofAsk): ProofAsked => ({
  schemaVersion: proofAsked.version,
  station,
  at: toIso(at),
});

const delivered = z.object({
  'detail-type': z.literal(deliveryOffered.name),
  detail: deliveryOffered.detail,
});

const recorded = z.object({ 'detail-type': z.literal(factRecorded.name), detail: factRecorded.detail });

const named = z.object({ 'detail-type': z.literal(factRecorded.name) });

/**
 * Reads a recorded fact from a bus event; `undefined` for anything else, such as a schedule's. Throws for one that does not
 * read, so that the event ends in the dead letters and is not taken for a run of the schedule.
 */
export const readFact = (event: unknown): FactRecorded | undefined =>
  named.safeParse(event).success ? recorded.parse(event).detail : undefined;

/** Reads an offer from a bus event. Throws for anything else, so that the event ends in the dead letters. */
export function readOffer(event: unknown): Offer {
  const { detail } = delivered.parse(event);
  const { attempt, priority, audience } = detail;
  return { subject: subjectOf(detail), attempt, ...defined({ priority, audience }) };
}

function subjectOf(detail: DeliveryOffered): Offer['subject'] {
  if (detail.about === 'brief') {
    const { about, station, day, responsible } = detail;
    return { about, station, day, responsible };
  }
  if (detail.about === 'batch') {
    const { about, station, batch, since } = detail;
    return { about, station, batch, since };
  }
  if (detail.about === 'test') {
    const { about, station, channel, askedAt } = detail;
    return { about, station, channel, at: askedAt };
  }
  const { about, kind, station, id, version, index } = detail;
  return { about, key: { kind, station, id }, version, index };
}
