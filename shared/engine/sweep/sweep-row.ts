import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import { type Instant, MINUTE } from '../calendar/instant.ts';
import { errorName } from '../error-name.ts';
import { type Offer, offerOf } from '../outbox/offer.ts';
import type { DueRow } from '../storage/due-row.ts';
import { Contended, Unavailable } from '../storage/store-errors.ts';
import type { EngineWorld } from '../world.ts';
import { parkRow } from './park-row.ts';
import { note, rowName, type SweepCounts } from './sweep-report.ts';
import { tick } from './tick.ts';

/** What one sweep works with: its dependencies, its start time and its counts. */
export interface SweepContext {
  readonly world: Pick<EngineWorld, 'store' | 'aggregates' | 'system' | 'bus' | 'policies'>;
  readonly now: Instant;
  readonly count: SweepCounts;
}

/**
 * Takes the step of a due aggregate, or returns the offer of a due delivery. A row that fails is parked, so that the
 * rows behind it are served. One that other transactions hold is a lost race: it stays due, and they or the next sweep
 * take its step. Any other `Unavailable` is thrown, since it is not caused by the row.
 */
export async function serveRow(context: SweepContext, row: DueRow): Promise<Offer | undefined> {
  const { count, now } = context;
  count.due += 1;
  count.oldestOverdueMs = Math.max(count.oldestOverdueMs, now - row.dueAt);
  try {
    return await serveOrPark(context, row);
  } catch (error) {
    if (!(error instanceof Contended)) throw error;
    count.lostRaces += 1;
    return undefined;
  }
}

async function serveOrPark(context: SweepContext, row: DueRow): Promise<Offer | undefined> {
  try {
    if (row.row === 'delivery') return await serveDelivery(context, row);
    await serveAggregate(context, row);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    await park(context, row, errorName(error));
  }
  return undefined;
}

async function serveAggregate(
  context: SweepContext,
  row: Extract<DueRow, { row: 'aggregate' }>,
): Promise<void> {
  const { world, now, count } = context;
  const first = await tick(world, row.key, now);
  // Only what the latest state says too is a wrong key.
  const isSure = first !== 'nothing-due' || !exceedsLag(row, now);
  const ticked = isSure ? first : await tick(world, row.key, now, 'latest');
  if (ticked === 'stepped' || ticked === 'floor-reached') count.stepped += 1;
  if (ticked === 'floor-reached') {
    count.floorsReached += 1;
    note(count, { code: 'next-step-missing', row: rowName(row) });
  }
  if (ticked === 'stepped' || ticked === 'floor-reached') return;
  if (ticked === 'lost-race') {
    count.lostRaces += 1;
    return;
  }
  count.idle += 1;
  if (exceedsLag(row, now)) {
    await moveDueKey(context, row, (await world.store.load(row.key as AggregateKey<EngineState>))?.dueAt);
  }
}

async function serveDelivery(
  context: SweepContext,
  row: Extract<DueRow, { row: 'delivery' }>,
): Promise<Offer | undefined> {
  const delivery = await context.world.store.loadDelivery(row.subject);
  const dueAt = delivery?.state === 'pending' ? delivery.dueAt : undefined;
  if (delivery !== undefined && dueAt !== undefined && dueAt <= context.now) {
    return offerOf(delivery);
  }
  context.count.idle += 1;
  if (exceedsLag(row, context.now)) await moveDueKey(context, row, dueAt);
  return undefined;
}

/** How far the index may lag behind its table. */
const LAG_MAX = 2 * MINUTE;

/** Whether a row that is not due has been in the index for longer than the lag, so that its key must be wrong. */
const exceedsLag = (row: DueRow, now: Instant): boolean => now - row.dueAt >= LAG_MAX;

/**
 * Moves a wrong key to the row's own due time; otherwise every sweep would read the row again. A row without a later
 * due time is a defect: it throws and is parked like any row that fails.
 */
async function moveDueKey(
  { world, now }: SweepContext,
  row: DueRow,
  dueAt: Instant | undefined,
): Promise<void> {
  if (dueAt === undefined || dueAt <= now) throw new NothingToDo();
  await world.store.park(row, dueAt);
}

/** A row is due in the index although it has no step to take. */
class NothingToDo extends Error {
  override readonly name = 'NothingToDo';
}

async function park({ world, now, count }: SweepContext, row: DueRow, error: string): Promise<void> {
  try {
    const parked = await parkRow(world.store, row, now);
    if (parked === undefined) return;
    const { failures, quarantined } = parked;
    count.parked += 1;
    if (quarantined) count.quarantined += 1;
    note(count, { code: quarantined ? 'row-quarantined' : 'row-parked', row: rowName(row), failures, error });
  } catch (parkError) {
    if (parkError instanceof Unavailable) throw parkError;
    // The row stays due and fails again in each sweep, but the rows behind it are served.
    note(count, { code: 'row-stuck', row: rowName(row), error: errorName(parkError) });
  }
}
