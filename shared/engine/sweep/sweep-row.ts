import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import { type Instant, MINUTE } from '../calendar/instant.ts';
import { errorName } from '../error-name.ts';
import type { Offer } from '../outbox/offer.ts';
import type { DueRow } from '../storage/due-row.ts';
import { Unavailable } from '../storage/store-errors.ts';
import type { EngineWorld } from '../world.ts';
import { parkRow } from './park-row.ts';
import { note, rowName, type SweepCounts } from './sweep-report.ts';
import { tick } from './tick.ts';

/** One sweep at work: when it began, what it has done, and the offers it has still to make. */
export interface SweepContext {
  readonly world: Pick<EngineWorld, 'store' | 'aggregates' | 'system' | 'bus' | 'policies' | 'channels'>;
  readonly now: Instant;
  readonly count: SweepCounts;
}

/**
 * Takes the step of a case that is due, or gives the offer of a message that is. A row that fails is parked, so that
 * the healthy ones behind it are served; only `Unavailable` is thrown, since no row is to blame for that.
 */
export async function serveRow(context: SweepContext, row: DueRow): Promise<Offer | undefined> {
  const { count, now } = context;
  count.due += 1;
  count.oldestOverdueMs = Math.max(count.oldestOverdueMs, now - row.dueAt);
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
  const ticked = await tick(world, row.key, now);
  if (ticked === 'stepped' || ticked === 'floor-reached') count.stepped += 1;
  if (ticked === 'floor-reached') {
    count.floorsReached += 1;
    note(count, { code: 'next-step-missing', row: rowName(row) });
  }
  if (ticked === 'stepped' || ticked === 'floor-reached') return;
  else if (ticked === 'lost-race') count.lostRaces += 1;
  else if (lingers(context, row))
    await setRight(context, row, (await world.store.load(row.key as AggregateKey<EngineState>))?.dueAt);
}

async function serveDelivery(
  context: SweepContext,
  row: Extract<DueRow, { row: 'delivery' }>,
): Promise<Offer | undefined> {
  const delivery = await context.world.store.loadDelivery(row.subject);
  const dueAt = delivery?.state === 'pending' ? delivery.dueAt : undefined;
  if (delivery !== undefined && dueAt !== undefined && dueAt <= context.now) {
    return { subject: row.subject, attempt: delivery.attempts };
  }
  if (lingers(context, row)) await setRight(context, row, dueAt);
  return undefined;
}

/** An index lags behind its table by moments. */
const LAG_MAX = 2 * MINUTE;

/** Whether a row that is not due has stood in the index for too long to be only its lagging. */
function lingers({ now, count }: SweepContext, row: DueRow): boolean {
  count.idle += 1;
  return now - row.dueAt >= LAG_MAX;
}

/**
 * Moves a wrong key to where the row itself says, or it would be looked at every minute for ever. A row that has
 * no later time either is a defect like any other.
 */
async function setRight(
  { world, now }: SweepContext,
  row: DueRow,
  dueAt: Instant | undefined,
): Promise<void> {
  if (dueAt === undefined || dueAt <= now) throw new NothingToDo();
  await world.store.park(row, dueAt);
}

/** A row stays due although there is nothing to be done about it. */
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
    // It fails again every minute, but those behind it are served all the same.
    note(count, { code: 'row-stuck', row: rowName(row), error: errorName(parkError) });
  }
}
