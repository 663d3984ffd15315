import { NAMED_MAX } from '../../cases/decisions/batching.ts';
import type { DeliveryStore } from '../../engine/store.ts';
import { shardOf } from '../shard.ts';
import { putDelivery } from './cases.ts';
import { deliveryName, type Tables } from './tables.ts';

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

  async settle({ subject }, state, reason) {
    const found = tables.deliveries.get(deliveryName(subject));
    if (found?.state !== 'pending') return;
    const { dueAt: _, ...rest } = found;
    putDelivery(tables, { ...rest, state, ...(reason !== undefined && { reason }) }, 0);
  },

  async addBrief(brief) {
    const { subject } = brief;
    if (tables.deliveries.has(deliveryName(subject))) return false;
    putDelivery(tables, brief, shardOf(deliveryName(subject), shardsPerLane));
    return true;
  },

  async openBatchWindow(batchWindow, now) {
    const name = `${batchWindow.station}/${batchWindow.batch}`;
    const standing = tables.batchWindows.get(name);
    if (standing !== undefined && standing.until > now) return standing;
    tables.batchWindows.set(name, batchWindow);
    return batchWindow;
  },

  async joinDigest(digest, caseId) {
    const name = deliveryName(digest.subject);
    const { digestContent = digest.digestContent, ...found } = tables.deliveries.get(name) ?? digest;
    if (found.state !== 'pending' || found.attempts > 0) return false;
    const { cases, others } = digestContent;
    if (cases.includes(caseId)) return true;
    const linked =
      cases.length < NAMED_MAX ? { cases: [...cases, caseId], others } : { cases, others: others + 1 };
    const shard = tables.due.get(name)?.shard ?? shardOf(name, shardsPerLane);
    putDelivery(tables, { ...found, digestContent: { ...digestContent, ...linked } }, shard);
    return true;
  },
});
