import { defined } from '../../engine/defined.ts';
import {
  type AggregateSubject,
  type Delivery,
  DIGEST_IDS_MAX,
  inOrder,
} from '../../engine/outbox/delivery.ts';
import { DELIVERIES_READ_MAX, type DeliveryStore } from '../../engine/storage/store.ts';
import { shardOf } from '../shard.ts';
import { putDelivery } from './aggregates.ts';
import { deliveryName, stateName, type Tables } from './tables.ts';

export const deliveries = (tables: Tables, shardsPerLane: number): DeliveryStore => ({
  loadDelivery: async (subject) => tables.deliveries.get(deliveryName(subject)),

  async claim(delivery, retryAt) {
    const name = deliveryName(delivery.subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== 'pending' || found.attempts !== delivery.attempts) return undefined;
    const claimed = { ...found, attempts: found.attempts + 1, dueAt: retryAt };
    putDelivery(tables, claimed, tables.due.get(name)?.shard ?? 0);
    return claimed;
  },

  async hold(delivery, until) {
    const name = deliveryName(delivery.subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== 'pending' || found.attempts !== delivery.attempts) return;
    putDelivery(tables, { ...found, held: true, dueAt: until }, tables.due.get(name)?.shard ?? 0);
  },

  async attemptFailed({ subject }) {
    const name = deliveryName(subject);
    const found = tables.deliveries.get(name);
    if (found?.state === 'pending') tables.deliveries.set(name, { ...found, failed: true });
  },

  pending: async (key) =>
    pendingAmong(
      [...tables.deliveries]
        .filter(([name]) => name.startsWith(`${stateName(key)}/`))
        .map(([, delivery]) => delivery),
    ),

  async settle({ subject }, state, reason) {
    const found = tables.deliveries.get(deliveryName(subject));
    if (found?.state !== 'pending') return;
    const { dueAt: _, ...rest } = found;
    putDelivery(tables, { ...rest, state, ...defined({ reason }) }, 0);
  },

  async addBrief(brief) {
    const { subject } = brief;
    if (tables.deliveries.has(deliveryName(subject))) return false;
    putDelivery(tables, brief, shardOf(deliveryName(subject), shardsPerLane));
    return true;
  },

  async openBatchWindow(batchWindow, now) {
    const name = `${batchWindow.station}/${batchWindow.batch}`;
    const current = tables.batchWindows.get(name);
    if (current !== undefined && current.until > now) return current;
    tables.batchWindows.set(name, batchWindow);
    return batchWindow;
  },

  async joinDigest(digest, id) {
    const name = deliveryName(digest.subject);
    const { digestContent = digest.digestContent, ...found } = tables.deliveries.get(name) ?? digest;
    if (found.state !== 'pending' || found.attempts > 0) return false;
    const { ids, others } = digestContent;
    if (ids.includes(id)) return true;
    const linked = ids.length < DIGEST_IDS_MAX ? { ids: [...ids, id], others } : { ids, others: others + 1 };
    const shard = tables.due.get(name)?.shard ?? shardOf(name, shardsPerLane);
    putDelivery(tables, { ...found, digestContent: { ...digestContent, ...linked } }, shard);
    return true;
  },
});

/** The pending deliveries among the newest of one aggregate, in order. */
export const pendingAmong = (deliveries: readonly Delivery[]): readonly Delivery<AggregateSubject>[] =>
  deliveries
    .flatMap((one) => (one.subject.about === 'aggregate' ? [{ ...one, subject: one.subject }] : []))
    .toSorted(inOrder)
    .slice(-DELIVERIES_READ_MAX)
    .filter(({ state }) => state === 'pending');
