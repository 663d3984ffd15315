import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { type AggregateSubject, type Delivery, inOrder } from '../../engine/outbox/delivery.ts';
import { aggregatePk, deliveryRow, deliverySk } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { DELIVERIES_READ_MAX, type DeliveryStore } from '../../engine/storage/store.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import { ifConditionHolds } from './answer.ts';
import { batching } from './batching.ts';
import { both, notThereYet, offeredTimes, stillPending } from './conditions.ts';
import { deliveryIn, deliveryItem } from './delivery-item.ts';
import { getRow, putRow, queryAll, type Table, updateRow } from './rows.ts';
import { deliveryAttributes } from './table.ts';

const readAttributes = ['pk', 'sk', ...deliveryAttributes];

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

  async hold({ subject, attempts }, until) {
    const changes = {
      set: { held: true, dueAt: until, due_sk: toIso(until) },
      remove: ['parked_attempts'],
    };
    const condition = both(stillPending(), offeredTimes(attempts));
    await ifConditionHolds(updateRow(table, deliveryRow(subject), changes, condition));
  },

  async attemptFailed({ subject }) {
    const changes = { set: { failed: true } };
    await ifConditionHolds(updateRow(table, deliveryRow(subject), changes, stillPending()));
  },

  async pending(key) {
    const rows = await queryAll(
      table,
      {
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :through',
        // The sender's role allows no other attributes of this partition, in which sealed texts lie too.
        ProjectionExpression: readAttributes.map((name) => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(readAttributes.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ':pk': aggregatePk(key),
          ':from': deliverySk.from,
          ':through': deliverySk.through,
        },
        Select: 'SPECIFIC_ATTRIBUTES',
        ScanIndexForward: false,
      },
      DELIVERIES_READ_MAX,
    );
    return rows.flatMap(pendingIn).toSorted(inOrder);
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

function pendingIn(row: Row): readonly Delivery<AggregateSubject>[] {
  if (row.state !== 'pending') return [];
  try {
    const { subject, ...delivery } = deliveryIn(row);
    return subject.about === 'aggregate' ? [{ ...delivery, subject }] : [];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
