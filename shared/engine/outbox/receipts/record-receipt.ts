import { type Instant, MINUTE } from '../../calendar/instant.ts';
import type { CommandWorld } from '../../commands/handle-command.ts';
import type { Registry } from '../../registry.ts';
import type { StationId } from '../../scope.ts';
import type { DeliveryStore } from '../../storage/store.ts';
import { type AggregateSubject, type Delivery, type ProviderReport, stationOf } from '../delivery.ts';
import { audienceOf } from '../message.ts';
import { reportFailure } from '../report-failure.ts';
import { subjectOf } from './subject-of.ts';

/** A provider's report about one message, as an adapter read it. Codes and ids only. */
export interface Receipt extends ProviderReport {
  /** The id of the notice, which every provider gives back. */
  readonly delivery: string;
  /** The provider's own id of the message, which each attempt has anew. */
  readonly message: string;
}

/** Whose reports came by one address: they say nothing about messages of other channels and stations. */
export interface ReportingChannel {
  readonly station: StationId;
  readonly channel: string;
}

/** What became of a receipt, as a code. */
export const receiptOutcomes = [
  'recorded',
  /** It was known, or another report says that the message arrived. */
  'repeated',
  /** No delivery of that channel has this id: it was sent from elsewhere, or is no message about one aggregate. */
  'unknown',
  /** It is about an attempt before the newest one, or about one that is repeated anyway. */
  'outdated',
  /** The attempt has not ended here yet. The provider must report again. */
  'too-early',
] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

export type ReceiptWorld = CommandWorld & {
  readonly store: CommandWorld['store'] & DeliveryStore;
  readonly aggregates: Registry;
};

/** By then a sender has written how its attempt ended, or will never: it runs for half a minute at most. */
const ATTEMPT_MS_MAX = 2 * MINUTE;

/**
 * Keeps what a provider reports with its delivery. A message that was reported undelivered is dead, like one that reached
 * nobody, and its aggregate hears of it once, however often the report comes: by the same command, before the delivery
 * ends. So does each message that it told. A message that one report says was delivered stays so: a notice to several
 * people has one id. A delivery to a resident whose answer was lost ends with the report that it arrived, and is not sent
 * again. A report about another attempt than the newest changes nothing.
 * @param from where the way by which the report came says whose it is
 */
export async function recordReceipt(
  world: ReceiptWorld,
  receipt: Receipt,
  now: Instant,
  from?: ReportingChannel,
): Promise<ReceiptOutcome> {
  const delivery = await deliveryOf(world, receipt.delivery);
  if (delivery === undefined || !isOf(delivery, from)) return 'unknown';
  if (isOutdated(delivery, receipt)) return 'outdated';
  return receipt.outcome === 'delivered'
    ? arrived(world, delivery, receipt, from)
    : failed(world, delivery, receipt, now, from);
}

/** What a provider reports about an id that is none of ours costs no read, and is none that could be refused. */
async function deliveryOf(
  { store, aggregates }: ReceiptWorld,
  id: string,
): Promise<Delivery<AggregateSubject> | undefined> {
  const subject = subjectOf(id, aggregates);
  const found = subject && (await store.loadDelivery(subject));
  return found && { ...found, subject };
}

/** A delivery whose answer was lost names no channel yet. */
const isOf = (delivery: Delivery, from: ReportingChannel | undefined): boolean =>
  from === undefined ||
  (stationOf(delivery.subject) === from.station &&
    (delivery.channel === undefined || delivery.channel === from.channel));

/**
 * Only the newest attempt counts. Its id is known once the provider has answered; where the answer was lost, or had none,
 * there is nothing to compare. A message that is to be sent again has no attempt yet.
 */
const isOutdated = ({ state, attempts, receipt }: Delivery, { message }: Receipt): boolean =>
  receipt === undefined ? state === 'pending' && attempts === 0 : receipt !== message;

const reportIn = ({ outcome, code, at }: Receipt): ProviderReport => ({ outcome, code, at });

async function arrived(
  { store }: ReceiptWorld,
  delivery: Delivery,
  receipt: Receipt,
  from: ReportingChannel | undefined,
): Promise<ReceiptOutcome> {
  const { state } = delivery;
  if (delivery.report?.outcome === 'delivered') return 'repeated';
  const { message } = receipt;
  if (state !== 'pending') {
    // Whoever heard that it failed is not told that it did not.
    return (await store.recordReport(delivery, reportIn(receipt), state)) ? 'recorded' : 'too-early';
  }
  // Of several members of staff, the others may not have been told.
  if (audienceOf(delivery.message) !== 'resident') return 'outdated';
  const ending = { receipt: message, ...(from !== undefined && { channel: from.channel }) };
  return (await store.recordReport(delivery, reportIn(receipt), 'sent', ending)) ? 'recorded' : 'too-early';
}

async function failed(
  world: ReceiptWorld,
  delivery: Delivery<AggregateSubject>,
  receipt: Receipt,
  now: Instant,
  from: ReportingChannel | undefined,
): Promise<ReceiptOutcome> {
  const { state } = delivery;
  // An attempt that got no answer is made again anyway.
  if (state === 'pending') return now - receipt.at > ATTEMPT_MS_MAX ? 'outdated' : 'too-early';
  if (state !== 'sent' || delivery.report !== undefined) return 'repeated';
  // Its channel gave no id, so the report may be that of a further channel, or of an earlier attempt over another one.
  const isOfItsChannel = from !== undefined && from.channel === delivery.channel;
  if (delivery.receipt === undefined && !isOfItsChannel) return 'outdated';
  const told = await world.store.foldedInto(delivery.subject);
  // The sent one last: after a crash in between, the next report finds all of them as they were.
  for (const one of [...told, delivery]) {
    await reportFailure(world, one, 'dead', now);
    await world.store.recordReport(one, reportIn(receipt), 'dead', { reason: 'undelivered' });
  }
  return 'recorded';
}
