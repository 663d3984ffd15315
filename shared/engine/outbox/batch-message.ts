import { createHash } from 'node:crypto';
import type { Case } from '../../cases/case.ts';
import type { CaseKey } from '../../cases/case-key.ts';
import { batchedUntil, mayBatch } from '../../cases/decisions/batching.ts';
import { suppression } from '../../cases/decisions/suppression.ts';
import type { Instant } from '../calendar/instant.ts';
import type { World } from '../world.ts';
import type { BatchWindow } from './batch-window.ts';
import type { Delivery, DigestContent } from './delivery.ts';

/**
 * Leaves a message to the one that is sent for all of its kind, or says that it goes alone: it is the first of them,
 * about the same matter as the first, or too late for the one that stands for the others. Cases are never batched,
 * and neither are their deadlines.
 */
export async function batchMessage(
  { store, policies }: Pick<World, 'store' | 'policies'>,
  delivery: Delivery,
  key: CaseKey,
  now: Instant,
): Promise<'batched' | 'alone'> {
  const found = await store.load(key);
  if (found === undefined || !mayBatch(delivery.message, found)) return 'alone';
  if (suppression(delivery.message, delivery.createdAt, found) !== undefined) return 'alone';
  const { station, caseId, priority } = found;
  const batchWindow = await store.openBatchWindow(
    {
      station,
      batch: batchOf(delivery, found),
      first: caseId,
      since: now,
      until: batchedUntil(priority, now),
    },
    now,
  );
  if (batchWindow.first === caseId) return 'alone';
  const { sensitive } = policies.of(found.policyVersion).types[found.type];
  const linked = await store.joinDigest(digestOf(delivery, found, batchWindow, sensitive), caseId);
  return linked ? 'batched' : 'alone';
}

/** Those that may be told in one: of one kind, at one place, as urgent, to the same people by the same way. */
const batchOf = ({ message, channel }: Delivery, { place, type, priority }: Case): string =>
  createHash('sha256')
    .update([place, type, priority, message.to, channel].join('|'))
    .digest('base64url')
    .slice(0, BATCH_ID_LENGTH);

/** 132 bits; opaque, since names of rows travel where matters must not. */
const BATCH_ID_LENGTH = 22;

function digestOf(
  { message, channel, language, priority }: Delivery,
  { station, place, type }: Case,
  { batch, since, until }: BatchWindow,
  sensitive: boolean,
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
    digestContent: { ...(!sensitive && { place, type }), cases: [], others: 0 },
  };
}
