import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { defined } from '../../engine/defined.ts';
import {
  type AggregateSubject,
  type Delivery,
  DIGEST_IDS_MAX,
  inOrder,
  stationOf,
} from '../../engine/outbox/delivery.ts';
import { isStuck, STUCK_READ_MAX } from '../../engine/outbox/stuck.ts';
import { DELIVERIES_READ_MAX, type DeliveryStore } from '../../engine/storage/store.ts';
import { shardOf } from '../shard.ts';
import { putDelivery } from './aggregates.ts';
import { deliveryName, stateName, type Tables } from './tables.ts';

export const deliveries = (tables: Tables, shardsPerLane: number): DeliveryStore => ({
  loadDelivery: async (subject) => tables.deliveries.get(deliveryName(subject)),

  async claim(delivery, retryAt, unread) {
    const { subject } = delivery;
    const name = deliveryName(subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== 'pending' || found.attempts !== delivery.attempts) return undefined;
    const { dueAt = 0 } = found;
    const isFirst = found.announced === true && found.attempts === 0;
    if (unread !== undefined && (found.held || (dueAt > unread.dueBy && !isFirst))) return undefined;
    const isParked = (tables.due.get(name)?.parked ?? 0) > 0;
    const isKept = unread !== undefined && isFirst && !isParked && dueAt >= unread.keptFrom;
    const claimed = { ...found, attempts: found.attempts + 1, dueAt: isKept ? dueAt : retryAt };
    putDelivery(tables, claimed, tables.due.get(name)?.shard ?? 0);
    return { ...claimed, subject };
  },

  async hold(delivery, until) {
    const name = deliveryName(delivery.subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== 'pending' || found.attempts !== delivery.attempts) return;
    putDelivery(tables, { ...found, held: true, dueAt: until }, tables.due.get(name)?.shard ?? 0);
  },

  async attemptFailed({ subject }, until) {
    const name = deliveryName(subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== 'pending') return;
    if (until === undefined) tables.deliveries.set(name, { ...found, failed: true });
    else putDelivery(tables, { ...found, failed: true, dueAt: until }, tables.due.get(name)?.shard ?? 0);
  },

  async recordTold({ subject }, reader) {
    const name = deliveryName(subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== 'pending') return;
    tables.deliveries.set(name, { ...found, told: new Set([...(found.told ?? []), reader]) });
  },

  async putOff(delivery, until) {
    const name = deliveryName(delivery.subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== 'pending' || found.attempts !== delivery.attempts) return;
    const { attempts } = delivery;
    putDelivery(tables, { ...found, attempts: attempts - 1, dueAt: until }, tables.due.get(name)?.shard ?? 0);
  },

  async stuck(station, since, limit, isWanted = () => true) {
    const all = [...tables.deliveries.values()]
      .filter((one) => stationOf(one.subject) === station && isStuck(one) && one.createdAt >= since)
      .toSorted((one, other) => other.createdAt - one.createdAt);
    const wanted = all.slice(0, STUCK_READ_MAX).filter(isWanted);
    return { messages: wanted.slice(0, limit), more: wanted.length > limit || all.length > STUCK_READ_MAX };
  },

  async sendAgain({ subject, state, attempts }, now) {
    const name = deliveryName(subject);
    const found = tables.deliveries.get(name);
    if (found?.state !== state || found.attempts !== attempts) return false;
    const { held: _held, reason: _reason, failed: _failed, channel: _channel, ...more } = found;
    const { receipt: _receipt, report, told, ...untried } = more;
    const toldRightly = (state !== 'dead' || report === undefined) && told !== undefined && { told };
    const again = { ...untried, ...toldRightly, attempts: 0, state: 'pending', dueAt: now } as const;
    const shardedBy = subject.about === 'aggregate' ? subject.key.id : name;
    putDelivery(tables, again, shardOf(shardedBy, shardsPerLane));
    return true;
  },

  pending: async (key) => pendingAmong(deliveriesOf(tables, key)),

  async foldedInto({ key, version, index }) {
    const folded = newestAmong(deliveriesOf(tables, key)).filter(({ state }) => state === 'folded');
    return folded.filter(({ reason }) => reason === `${version}#${index}`);
  },

  async recordReport({ subject, state: before, receipt }, report, state, ending = {}) {
    const found = tables.deliveries.get(deliveryName(subject));
    if (found?.state !== before || found.receipt !== receipt) return false;
    const { dueAt: _, ...rest } = found;
    putDelivery(tables, { ...rest, state, report, ...defined(ending) }, 0);
    return true;
  },

  async settle({ subject }, state, ending = {}) {
    const found = tables.deliveries.get(deliveryName(subject));
    if (found?.state !== 'pending') return;
    const { dueAt: _, ...rest } = found;
    putDelivery(tables, { ...rest, state, ...defined(ending) }, 0);
  },

  async addMessage(brief) {
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

  async joinDigest(digest, id, namedMax) {
    const name = deliveryName(digest.subject);
    const { digestContent = digest.digestContent, ...found } = tables.deliveries.get(name) ?? digest;
    if (found.state !== 'pending' || found.attempts > 0) return false;
    const { ids, others } = digestContent;
    if (ids.includes(id)) return true;
    if (namedMax !== undefined && ids.length >= namedMax) return false;
    const linked =
      ids.length < (namedMax ?? DIGEST_IDS_MAX) ? { ids: [...ids, id], others } : { ids, others: others + 1 };
    const shard = tables.due.get(name)?.shard ?? shardOf(name, shardsPerLane);
    putDelivery(tables, { ...found, digestContent: { ...digestContent, ...linked } }, shard);
    return true;
  },
});

const deliveriesOf = (tables: Tables, key: AggregateKey): readonly Delivery[] =>
  [...tables.deliveries].flatMap(([name, delivery]) =>
    name.startsWith(`${stateName(key)}/`) ? [delivery] : [],
  );

/** The pending deliveries among the newest of one aggregate, in order. */
export const pendingAmong = (deliveries: readonly Delivery[]): readonly Delivery<AggregateSubject>[] =>
  newestAmong(deliveries).filter(({ state }) => state === 'pending');

const newestAmong = (deliveries: readonly Delivery[]): readonly Delivery<AggregateSubject>[] =>
  deliveries
    .flatMap((one) => (one.subject.about === 'aggregate' ? [{ ...one, subject: one.subject }] : []))
    .toSorted(inOrder)
    .slice(-DELIVERIES_READ_MAX);
