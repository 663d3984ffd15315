import * as z from 'zod/mini';
import { code } from '../../../events/ids.ts';
import { fromIso } from '../../engine/calendar/instant.ts';
import { offerOf } from '../../engine/outbox/offer.ts';
import type { Change } from '../../engine/outbox/relay.ts';
import { priorities } from '../../engine/priority.ts';
import { isStationId, type StationId } from '../../engine/scope.ts';
import {
  ASKED,
  aggregateKeyIn,
  askedProofPk,
  historyPosition,
  subjectIn,
} from '../../engine/storage/keys.ts';
import { responsible } from '../../engine/storage/row-parts.ts';

const text = z.object({ S: z.string() });
const number = z.object({ N: z.string().check(z.regex(/^\d{1,15}$/)) });

const record = z.object({
  eventName: z.string(),
  dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.optional(z.unknown()) }),
});
const anyImage = z.object({ pk: text, sk: text });
const factImage = z.object({ at: number, fact: text });
const deliveryImage = z.object({
  attempts: number,
  due_sk: text,
  priority: z.object({ S: z.enum(priorities) }),
  message: z.object({ M: z.object({ to: z.object({ S: responsible }) }) }),
  announced: z.optional(z.unknown()),
  held: z.optional(z.unknown()),
});
const askImage = z.object({
  askedAt: number,
  station: z.object({ S: z.custom<StationId>((given) => typeof given === 'string' && isStationId(given)) }),
});
const namedFact = z.object({ fact: code });

const event = z.object({ Records: z.array(z.unknown()) });

/** Reads the changes in an event of the table's stream. Throws when it is not a stream event. */
export const changesIn = (streamEvent: unknown): readonly Change[] =>
  event.parse(streamEvent).Records.map(changeIn);

function changeIn(given: unknown): Change {
  const found = record.safeParse(given);
  // A record that does not parse is skipped: retrying would block the shard and give the same record.
  if (!found.success) return { sequence: '', row: 'unreadable' };
  const { eventName, dynamodb } = found.data;
  const sequence = dynamodb.SequenceNumber;
  // Facts are never changed, and later changes of a delivery need no announcement.
  if (eventName !== 'INSERT') return { sequence, row: 'other' };
  const image = anyImage.safeParse(dynamodb.NewImage);
  if (!image.success) return { sequence, row: 'unreadable' };
  const key = { pk: image.data.pk.S, sk: image.data.sk.S };
  if (key.sk.startsWith('F#')) return factIn(sequence, key, dynamodb.NewImage);
  if (key.sk.startsWith('D#')) return deliveryIn(sequence, key, dynamodb.NewImage);
  if (key.pk === askedProofPk && key.sk.startsWith(ASKED)) return askIn(sequence, dynamodb.NewImage);
  return { sequence, row: 'other' };
}

function askIn(sequence: string, newImage: unknown): Change {
  const image = askImage.safeParse(newImage);
  if (!image.success) return { sequence, row: 'unreadable' };
  const { station, askedAt } = image.data;
  return { sequence, row: 'proof-asked', ask: { station: station.S, at: Number(askedAt.N) } };
}

interface Key {
  readonly pk: string;
  readonly sk: string;
}

function factIn(sequence: string, { pk, sk }: Key, newImage: unknown): Change {
  const key = aggregateKeyIn(pk);
  const place = historyPosition(sk);
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

/**
 * The due index attributes of a delivery are present while it is pending; `due_sk` is the time from which it may be
 * sent, unless it is announced.
 */
function deliveryIn(sequence: string, key: Key, newImage: unknown): Change {
  const subject = subjectIn(key);
  const image = deliveryImage.safeParse(newImage);
  const dueAt = image.success ? fromIso(image.data.due_sk.S) : undefined;
  if (subject === undefined || !image.success || dueAt === undefined) return { sequence, row: 'unreadable' };
  const { attempts, priority, message, held, announced } = image.data;
  const offer = offerOf({
    subject,
    attempts: Number(attempts.N),
    priority: priority.S,
    message: { to: message.M.to.S },
    ...(held !== undefined && { held: true }),
  });
  return { sequence, row: 'delivery', offer, ...(announced === undefined && { dueAt }) };
}

function json(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
