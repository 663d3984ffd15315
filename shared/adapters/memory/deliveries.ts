import type { DeliveryStore } from '../../ports.ts';
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
});
