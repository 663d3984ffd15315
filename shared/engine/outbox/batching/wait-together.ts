import { createHash } from 'node:crypto';
import type { AggregateKey } from '../../aggregate-key.ts';
import type { EngineState } from '../../aggregate-types.ts';
import type { Instant } from '../../calendar/instant.ts';
import type { EngineWorld } from '../../world.ts';
import { type AggregateSubject, type Delivery, type DigestContent, sensitiveInCommon } from '../delivery.ts';

/** How many messages one such notice stands for; it names the aggregate of each. */
const WAITING_IDS_MAX = 30;

/** More notices than a channel sends in an hour; a message beyond waits by itself. */
const NOTICES_MAX = 1000;

/** When a channel takes messages again, how many wait for it already, and whether theirs is a route for what is sensitive. */
export interface Crowd {
  readonly until: Instant;
  readonly before: number;
  readonly sensitive: boolean;
}

/**
 * Has a message to staff told together with others that wait for the same channel: one notice names the aggregates of
 * all. False when it must wait by itself.
 */
export async function waitTogether(
  { store }: Pick<EngineWorld, 'store'>,
  { subject: { key, version, index }, message, priority, language }: Delivery<AggregateSubject>,
  { until, before, sensitive }: Crowd,
  now: Instant,
): Promise<boolean> {
  const { to, person } = message;
  const common = sensitive ? sensitiveInCommon : {};
  const parts = [key.kind, 'waiting', to, person ?? '', priority, language, ...Object.keys(common)];
  const batch = createHash('sha256').update(parts.join('|')).digest('base64url').slice(0, BATCH_ID_LENGTH);
  // Those that wait spread over the notices by their number, so that none is full when its turn comes.
  for (let nth = Math.floor(before / WAITING_IDS_MAX); nth < NOTICES_MAX; nth += 1) {
    const digest: Delivery & { readonly digestContent: DigestContent } = {
      subject: { about: 'batch', station: key.station, batch, since: until + nth },
      message: { to, ...(person !== undefined && { person }), kind: SEVERAL },
      priority,
      language,
      createdAt: now,
      attempts: 0,
      state: 'pending',
      dueAt: until,
      digestContent: { kind: key.kind, common, ids: [], others: 0 },
    };
    if (await store.joinDigest(digest, [key.id, version, index].join('#'), WAITING_IDS_MAX)) return true;
  }
  return false;
}

const SEVERAL = 'several';

/** Whether a delivery stands for several messages that waited for their channel. */
export const isOfSeveral = ({ message }: Pick<Delivery, 'message'>): boolean => message.kind === SEVERAL;

/** The message that an id in the content of such a notice stands for. */
export function waitingSubject(
  { kind }: DigestContent,
  station: AggregateKey['station'],
  waiting: string,
): AggregateSubject {
  const [id = '', version, index] = waiting.split('#');
  const key: AggregateKey = { kind, station, id };
  return { about: 'aggregate', key, version: Number(version), index: Number(index) };
}

/** The aggregates whose messages are still worth telling, each once. */
export async function stillWaiting(
  { store, aggregates }: Pick<EngineWorld, 'store' | 'aggregates'>,
  station: AggregateKey['station'],
  content: DigestContent,
): Promise<readonly EngineState[]> {
  const { messages } = aggregates.of(content.kind);
  const found = await Promise.all(
    content.ids.map(async (waiting) => {
      const subject = waitingSubject(content, station, waiting);
      const [state, delivery] = await Promise.all([
        store.load(subject.key as AggregateKey<EngineState>, subject.version),
        store.loadDelivery(subject),
      ]);
      if (state === undefined || delivery === undefined) return [];
      const { message, createdAt } = delivery;
      return messages.whyStale(message, createdAt, state) === undefined ? [[subject.key.id, state]] : [];
    }),
  );
  return [...new Map(found.flat() as [string, EngineState][]).values()];
}

/** 132 bits. A hash, because row names appear in logs and offers. */
const BATCH_ID_LENGTH = 22;
