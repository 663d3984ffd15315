import * as z from 'zod/mini';
import { code } from '../../../events/ids.ts';
import { fromIso } from '../../engine/calendar/instant.ts';
import type { Change } from '../../engine/outbox/relay.ts';
import { aggregateKeyIn, placeInHistory, subjectIn } from '../../engine/storage/keys.ts';

const text = z.object({ S: z.string() });
const number = z.object({ N: z.string().check(z.regex(/^\d{1,15}$/)) });

const record = z.object({
  eventName: z.string(),
  dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.optional(z.unknown()) }),
});
const anyImage = z.object({ pk: text, sk: text });
const factImage = z.object({ at: number, fact: text });
const deliveryImage = z.object({ attempts: number, due_sk: text });
const namedFact = z.object({ fact: code });

const event = z.object({ Records: z.array(z.unknown()) });

/** Reads what the table's stream says of its rows. Throws when it is no stream event at all. */
export const changesIn = (streamEvent: unknown): readonly Change[] =>
  event.parse(streamEvent).Records.map(changeIn);

function changeIn(given: unknown): Change {
  const found = record.safeParse(given);
  // Nothing can ask for it again, and nothing will: what cannot be read is passed over.
  if (!found.success) return { sequence: '', row: 'unreadable' };
  const { eventName, dynamodb } = found.data;
  const sequence = dynamodb.SequenceNumber;
  // A fact is written once and a delivery announced once; what changes later changes for us alone.
  if (eventName !== 'INSERT') return { sequence, row: 'other' };
  const image = anyImage.safeParse(dynamodb.NewImage);
  if (!image.success) return { sequence, row: 'unreadable' };
  const key = { pk: image.data.pk.S, sk: image.data.sk.S };
  if (key.sk.startsWith('F#')) return factIn(sequence, key, dynamodb.NewImage);
  if (key.sk.startsWith('D#')) return deliveryIn(sequence, key, dynamodb.NewImage);
  return { sequence, row: 'other' };
}

interface Key {
  readonly pk: string;
  readonly sk: string;
}

function factIn(sequence: string, { pk, sk }: Key, newImage: unknown): Change {
  const key = aggregateKeyIn(pk);
  const place = placeInHistory(sk);
  const image = factImage.safeParse(newImage);
  const named = namedFact.safeParse(image.success ? json(image.data.fact.S) : undefined);
  if (key === undefined || place === undefined || !image.success || !named.success) {
    return { sequence, row: 'unreadable' };
  }
  return {
    sequence,
    row: 'fact',
    fact: { key, ...place, at: Number(image.data.at.N), fact: named.data.fact },
  };
}

/** The due index's own attributes say whether it waits to be sent, and since when it may. */
function deliveryIn(sequence: string, key: Key, newImage: unknown): Change {
  const subject = subjectIn(key);
  const image = deliveryImage.safeParse(newImage);
  const dueAt = image.success ? fromIso(image.data.due_sk.S) : undefined;
  if (subject === undefined || !image.success || dueAt === undefined) return { sequence, row: 'unreadable' };
  return { sequence, row: 'delivery', offer: { subject, attempt: Number(image.data.attempts.N) }, dueAt };
}

function json(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
