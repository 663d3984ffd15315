import { createHash } from 'node:crypto';
import type { AggregateKey } from '../../aggregate-key.ts';
import type { EngineState } from '../../aggregate-types.ts';
import type { Instant } from '../../calendar/instant.ts';
import type { AnyAggregate } from '../../registry.ts';
import type { EngineWorld } from '../../world.ts';
import type { AggregateSubject, Delivery, DigestContent } from '../delivery.ts';
import type { BatchWindow } from './batch-window.ts';

type BatchWorld = Pick<EngineWorld, 'store' | 'policies' | 'aggregates'>;

/**
 * Adds a message to the digest of its batch, or returns `alone` if it must be sent by itself: it opens the batch
 * window, is about the same aggregate as the message that opened it, or is too late for the digest. Only messages are
 * batched, never aggregates or their deadlines.
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

/** The id of a batch: messages about similar aggregates, to the same role. */
const batchOf = ({ subject, message }: Delivery<AggregateSubject>, alike: readonly string[]): string =>
  createHash('sha256')
    .update([subject.key.kind, ...alike, message.to].join('|'))
    .digest('base64url')
    .slice(0, BATCH_ID_LENGTH);

/** 132 bits. A hash, because row names appear in logs and offers, where the kind and place of a case must not. */
const BATCH_ID_LENGTH = 22;

function digestOf(
  { message, language, priority }: Delivery,
  { kind }: AnyAggregate,
  { station, batch, since, until }: BatchWindow,
  common: DigestContent['common'],
): Delivery & { readonly digestContent: DigestContent } {
  return {
    subject: { about: 'batch', station, batch, since },
    message: { to: message.to, kind: 'digest' },
    priority,
    language,
    createdAt: since,
    attempts: 0,
    state: 'pending',
    dueAt: until,
    digestContent: { kind, common, ids: [], others: 0 },
  };
}
