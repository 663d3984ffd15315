import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import {
  type AggregateSubject,
  type Delivery,
  type DeliveryEnd,
  type DeliveryEnding,
  inOrder,
  stationOf,
} from '../../engine/outbox/delivery.ts';
import { isStuck, STUCK_ATTEMPTS, STUCK_READ_MAX } from '../../engine/outbox/stuck.ts';
import type { StationId } from '../../engine/scope.ts';
import { aggregatePk, deliveryRow, deliverySk, stuckPk } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { DELIVERIES_READ_MAX, type DeliveryStore } from '../../engine/storage/store.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import { shardOf } from '../shard.ts';
import { ifConditionHolds } from './answer.ts';
import { batching } from './batching.ts';
import {
  announced,
  both,
  type Condition,
  dueBy,
  dueFrom,
  either,
  notHeld,
  notParked,
  notThereYet,
  offeredTimes,
  stillAs,
  stillPending,
} from './conditions.ts';
import { deliveryIn, deliveryItem, shardedBy } from './delivery-item.ts';
import { getRow, getRows, putRow, queryAll, queryRows, type RowPage, type Table, updateRow } from './rows.ts';
import { dueKeys } from './state-item.ts';
import { deliveryAttributes, indexes } from './table.ts';

const readAttributes = ['pk', 'sk', ...deliveryAttributes];

export const deliveries = (table: Table): DeliveryStore => ({
  async loadDelivery(subject) {
    const row = await getRow(table, deliveryRow(subject));
    return row && deliveryIn(row);
  },

  async claim({ subject, attempts }, retryAt, unread) {
    const counted = { attempts: attempts + 1 };
    const remove = ['parked_attempts'];
    const change = (set: Row, ...more: readonly Condition[]) => {
      const condition = both(stillPending(), offeredTimes(attempts), ...more);
      return ifConditionHolds(updateRow(table, deliveryRow(subject), { set, remove }, condition, 'ALL_NEW'));
    };
    const moved = { ...counted, dueAt: retryAt, due_sk: toIso(retryAt) };
    const claim = async (): Promise<Row | undefined> => {
      if (unread === undefined) return change(moved);
      const isDue = dueBy(unread.dueBy);
      if (attempts > 0) return change(moved, isDue, notHeld());
      // As a rule the row keeps its place among what is due, which costs least.
      const kept = await change(counted, announced(), dueFrom(unread.keptFrom), notHeld(), notParked());
      return kept ?? change(moved, either(isDue, announced()), notHeld());
    };
    const claimed = await claim();
    return claimed && { ...deliveryIn(claimed), subject };
  },

  async hold({ subject, attempts }, until) {
    const changes = {
      set: { held: true, dueAt: until, due_sk: toIso(until) },
      remove: ['parked_attempts'],
    };
    const condition = both(stillPending(), offeredTimes(attempts));
    await ifConditionHolds(updateRow(table, deliveryRow(subject), changes, condition));
  },

  async attemptFailed(delivery, until) {
    const isListed = delivery.attempts >= STUCK_ATTEMPTS;
    const later = until !== undefined && { dueAt: until, due_sk: toIso(until) };
    const changes = { set: { failed: true, ...later, ...(isListed && stuckKeys(delivery)) } };
    await ifConditionHolds(updateRow(table, deliveryRow(delivery.subject), changes, stillPending()));
  },

  async recordTold({ subject }, reader) {
    const changes = { add: { told: new Set([reader]) } };
    await ifConditionHolds(updateRow(table, deliveryRow(subject), changes, stillPending()));
  },

  async putOff({ subject, attempts }, until) {
    const changes = { set: { attempts: attempts - 1, dueAt: until, due_sk: toIso(until) } };
    const condition = both(stillPending(), offeredTimes(attempts));
    await ifConditionHolds(updateRow(table, deliveryRow(subject), changes, condition));
  },

  async stuck(station, since, limit, isWanted = () => true) {
    const messages: Delivery[] = [];
    let page: RowPage | undefined;
    for (let read = 0; read < STUCK_READ_MAX && messages.length < limit; read += BATCH) {
      page = await stuckPage(table, station, since, page?.last);
      messages.push(...(await stuckAmong(table, page.rows)).filter(isWanted));
      if (page.last === undefined) break;
    }
    return {
      messages: messages.slice(0, limit),
      more: messages.length > limit || page?.last !== undefined,
    };
  },

  async sendAgain(delivery, now) {
    const { subject, priority, attempts, state, report } = delivery;
    const due = { dueAt: now, ...dueKeys(priority, shardOf(shardedBy(subject), table.shardsPerLane), now) };
    // The provider reported that it did not arrive, though this reader was told as far as anybody knew.
    const toldWrongly = state === 'dead' && report !== undefined;
    const changes = {
      set: { state: 'pending', ...due, attempts: 0 },
      remove: [...untried, ...(toldWrongly ? ['told'] : [])],
    };
    const asSeen = both(stillAs({ state }), offeredTimes(attempts));
    return (
      (await ifConditionHolds(updateRow(table, deliveryRow(subject), changes, asSeen).then(() => true))) ??
      false
    );
  },

  pending: async (key) =>
    (await newest(table, key)).flatMap((row) => ofAggregateIn(row, 'pending')).toSorted(inOrder),

  async foldedInto({ key, version, index }) {
    const folded = (await newest(table, key)).flatMap((row) => ofAggregateIn(row, 'folded'));
    return folded.filter(({ reason }) => reason === `${version}#${index}`).toSorted(inOrder);
  },

  async recordReport(delivery, report, state, ending = {}) {
    const { set, remove } = ended(delivery, state, ending);
    const asSeen = stillAs({ state: delivery.state, receipt: delivery.receipt });
    const written = updateRow(
      table,
      deliveryRow(delivery.subject),
      { set: { ...set, report }, remove },
      asSeen,
    );
    return (await ifConditionHolds(written.then(() => true))) ?? false;
  },

  async settle(delivery, state, ending = {}) {
    const changes = ended(delivery, state, ending);
    await ifConditionHolds(updateRow(table, deliveryRow(delivery.subject), changes, stillPending()));
  },

  async addMessage(brief) {
    const added = putRow(table, deliveryItem(brief, table.shardsPerLane), notThereYet()).then(() => true);
    return (await ifConditionHolds(added)) ?? false;
  },

  ...batching(table),
});

/** What the attempts of a message left in its row. */
const untried = [
  ...['parked_attempts', 'held', 'reason', 'failed', 'channel', 'receipt', 'report'],
  ...['board_pk', 'board_sk'],
];

/** The keys of the next stuck messages in the order of the index, as many as are read by their keys at once. */
const stuckPage = (
  table: Table,
  station: StationId,
  since: Instant,
  after: RowPage['last'],
): Promise<RowPage> =>
  queryRows(table, {
    IndexName: indexes.board,
    KeyConditionExpression: '#board_pk = :stuck AND #board_sk >= :since',
    ScanIndexForward: false,
    Limit: BATCH,
    ExpressionAttributeNames: { '#board_pk': 'board_pk', '#board_sk': 'board_sk' },
    ExpressionAttributeValues: { ':stuck': stuckPk(station), ':since': toIso(since) },
    ...defined({ ExclusiveStartKey: after }),
  });

/** The messages of these places in the list, in their order; one that was sent meanwhile is left out. */
async function stuckAmong(table: Table, rows: readonly Row[]): Promise<readonly Delivery[]> {
  const listed = rows.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  const read = listed.length === 0 ? [] : await getRows(table, listed, readAttributes);
  const found = new Map(read.map((row) => [`${row.pk} ${row.sk}`, row]));
  return listed.flatMap(({ pk, sk }) => readable(found.get(`${pk} ${sk}`))).filter(isStuck);
}

/** The rows of the newest deliveries of an aggregate, newest first; strongly consistent. */
const newest = (table: Table, key: AggregateKey): Promise<readonly Row[]> =>
  queryAll(
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

/** What an end does to a row: it is due no more, and listed as stuck where it reached nobody. */
function ended(delivery: Delivery, state: DeliveryEnd, ending: DeliveryEnding) {
  const isDead = state === 'dead';
  return {
    set: { state, ...defined(ending), ...(isDead && stuckKeys(delivery)) },
    remove: ['dueAt', 'due_pk', 'due_sk', 'parked_attempts', ...(isDead ? [] : ['board_pk', 'board_sk'])],
  };
}

/** The place of a stuck message in the list of its station. */
const stuckKeys = ({ subject, createdAt }: Delivery) => ({
  board_pk: stuckPk(stationOf(subject)),
  board_sk: toIso(createdAt),
});

/** DynamoDB reads at most so many rows by their keys at once. */
const BATCH = 100;

/** The delivery in a row if it is about an aggregate, in this state, and can be read. */
const ofAggregateIn = (row: Row, state: Delivery['state']): readonly Delivery<AggregateSubject>[] =>
  row.state !== state
    ? []
    : readable(row).flatMap(({ subject, ...delivery }) =>
        subject.about === 'aggregate' ? [{ ...delivery, subject }] : [],
      );

/** None for a row that does not parse: it cannot be sent, and must hold up no other. */
function readable(row: Row | undefined): readonly Delivery[] {
  if (row === undefined) return [];
  try {
    return [deliveryIn(row)];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
