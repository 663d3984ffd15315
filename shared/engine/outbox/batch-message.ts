import { createHash } from 'node:crypto';
import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { AnyAggregate } from '../registry.ts';
import type { EngineWorld } from '../world.ts';
import type { BatchWindow } from './batch-window.ts';
import type { AggregateSubject, Delivery, DigestContent } from './delivery.ts';

type BatchWorld = Pick<EngineWorld, 'store' | 'policies' | 'aggregates'>;

/**
 * Leaves a message to the digest that is sent for all of its kind, or says that it goes alone: it is the first of them,
 * about the same aggregate as the first, or too late for the digest. Aggregates themselves are never batched, and
 * neither are their deadlines.
 */
export async function batchMessage(
  world: BatchWorld,
  delivery: Delivery<AggregateSubject>,
  now: Instant,
): Promise<'batched' | 'alone'> {
  const { store, policies, aggregates } = world;
  const { key } = delivery.subject;
  const aggregate = aggregates.of(key.kind);
  const { batching } = aggregate.messages;
  const found: EngineState | undefined = await store.load(key as AggregateKey<EngineState>);
  if (batching === undefined || found === undefined || !batching.mayBatch(delivery.message, found)) {
    return 'alone';
  }
  if (aggregate.messages.whyStale(delivery.message, delivery.createdAt, found) !== undefined) return 'alone';
  const batchWindow = await store.openBatchWindow(
    {
      station: key.station,
      batch: batchOf(delivery, batching.alike(found)),
      first: key.id,
      since: now,
      until: batching.batchedUntil(found, now),
    },
    now,
  );
  if (batchWindow.first === key.id) return 'alone';
  const policy = await policies.of(key.station, found.policyVersion);
  const digest = digestOf(delivery, aggregate, batchWindow, batching.commonOf(found, policy));
  return (await store.joinDigest(digest, key.id)) ? 'batched' : 'alone';
}

/** Messages that may be sent as one: of aggregates that are alike, to the same role over the same channel. */
const batchOf = (
  { subject, message, channel }: Delivery<AggregateSubject>,
  alike: readonly string[],
): string =>
  createHash('sha256')
    .update([subject.key.kind, ...alike, message.to, channel].join('|'))
    .digest('base64url')
    .slice(0, BATCH_ID_LENGTH);

/** 132 bits; a hash, since names of rows travel where what they are about must not. */
const BATCH_ID_LENGTH = 22;

function digestOf(
  { message, channel, language, priority }: Delivery,
  { kind }: AnyAggregate,
  { station, batch, since, until }: BatchWindow,
  common: DigestContent['common'],
): Delivery & { readonly digestContent: DigestContent } {
  return {
    subject: { about: 'batch', station, batch, since },
    message: { to: message.to, kind: 'digest' },
    channel,
    priority,
    language,
    createdAt: since,
    attempts: 0,
    state: 'pending',
    dueAt: until,
    digestContent: { kind, common, ids: [], others: 0 },
  };
}
