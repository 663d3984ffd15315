import { createHash } from 'node:crypto';
import type { Case } from '../domain/case.ts';
import type { CaseKey } from '../domain/case-key.ts';
import { gatheredUntil, mayGather } from '../domain/gathering.ts';
import type { Instant } from '../domain/instant.ts';
import { suppression } from '../domain/suppression.ts';
import type { Delivery, Gathering, Opening } from '../records.ts';
import type { World } from './world.ts';

/**
 * Leaves a message to the one that is sent for all of its kind, or says that it goes alone: it is the first of them,
 * about the same matter as the first, or too late for the one that stands for the others. Cases are never gathered,
 * and neither are their deadlines.
 */
export async function gather(
  { store, policies }: Pick<World, 'store' | 'policies'>,
  delivery: Delivery,
  key: CaseKey,
  now: Instant,
): Promise<'gathered' | 'alone'> {
  const found = await store.load(key);
  if (found === undefined || !mayGather(delivery.message, found)) return 'alone';
  if (suppression(delivery.message, delivery.createdAt, found) !== undefined) return 'alone';
  const { station, caseId, priority } = found;
  const opening = await store.openGathering(
    {
      station,
      crowd: crowdOf(delivery, found),
      first: caseId,
      since: now,
      until: gatheredUntil(priority, now),
    },
    now,
  );
  if (opening.first === caseId) return 'alone';
  const { sensitive } = policies.of(found.policyVersion).types[found.type];
  const joined = await store.joinDigest(digestOf(delivery, found, opening, sensitive), caseId);
  return joined ? 'gathered' : 'alone';
}

/** Those that may be told in one: of one kind, at one place, as urgent, to the same people by the same way. */
const crowdOf = ({ message, channel }: Delivery, { place, type, priority }: Case): string =>
  createHash('sha256')
    .update([place, type, priority, message.to, channel].join('|'))
    .digest('base64url')
    .slice(0, CROWD_LENGTH);

/** 132 bits; opaque, since names of rows travel where matters must not. */
const CROWD_LENGTH = 22;

function digestOf(
  { message, channel, language, priority }: Delivery,
  { station, place, type }: Case,
  { crowd, since, until }: Opening,
  sensitive: boolean,
): Delivery & { readonly gathering: Gathering } {
  return {
    subject: { about: 'crowd', station, crowd, since },
    message: { to: message.to, kind: 'digest' },
    channel,
    priority,
    language,
    createdAt: since,
    attempts: 0,
    state: 'pending',
    dueAt: until,
    gathering: { ...(!sensitive && { place, type }), cases: [], others: 0 },
  };
}
