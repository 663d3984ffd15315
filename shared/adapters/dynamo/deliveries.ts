import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { deliveryRow } from '../../engine/storage/keys.ts';
import type { DeliveryStore } from '../../engine/storage/store.ts';
import { ifConditionHolds } from './answer.ts';
import { batching } from './batching.ts';
import { both, notThereYet, offeredTimes, stillPending } from './conditions.ts';
import { deliveryIn, deliveryItem } from './delivery-item.ts';
import { getRow, putRow, type Table, updateRow } from './rows.ts';

export const deliveries = (table: Table): DeliveryStore => ({
  async loadDelivery(subject) {
    const row = await getRow(table, deliveryRow(subject));
    return row && deliveryIn(row);
  },

  async claim(delivery, retryAt) {
    const attempts = delivery.attempts + 1;
    const changes = {
      set: { attempts, dueAt: retryAt, due_sk: toIso(retryAt) },
      remove: ['parked_attempts'],
    };
    const condition = both(stillPending(), offeredTimes(delivery.attempts));
    const changed = await ifConditionHolds(
      updateRow(table, deliveryRow(delivery.subject), changes, condition),
    );
    return changed && { ...delivery, attempts, dueAt: retryAt };
  },

  async settle({ subject }, state, reason) {
    const changes = {
      set: { state, ...defined({ reason }) },
      remove: ['dueAt', 'due_pk', 'due_sk', 'parked_attempts'],
    };
    await ifConditionHolds(updateRow(table, deliveryRow(subject), changes, stillPending()));
  },

  async addBrief(brief) {
    const added = putRow(table, deliveryItem(brief, table.shardsPerLane), notThereYet()).then(() => true);
    return (await ifConditionHolds(added)) ?? false;
  },

  ...batching(table),
});
