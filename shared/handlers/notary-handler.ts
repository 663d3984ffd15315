import { notaryRecordsIn } from '../adapters/events/notary-record.ts';
import { fromIso, type Instant } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import { causeName, errorName } from '../engine/error-name.ts';
import { type NotaryWorld, notarise } from '../engine/notary/notarise.ts';
import type { System } from '../engine/system.ts';
import type { ClockLogger } from './clock-logger.ts';
import { type NotaryAnswer, notaryRequest } from './notary-request.ts';
import type { BatchAnswer } from './relay-handler.ts';

/**
 * Handler of the notary function, which the table's stream invokes, and operators for what shall be on record. A batch
 * that could not be stated comes again as a whole: what it says twice is harmless.
 */
export const notaryHandler =
  (world: NotaryWorld & { readonly system: Pick<System, 'now'> }, logger: ClockLogger) =>
  async (event: unknown): Promise<BatchAnswer | NotaryAnswer> => {
    const now = world.system.now();
    return isRequest(event) ? record(world, event, logger, now) : stated(world, event, logger, now);
  };

/** A batch of the stream always has `Records`, also one that does not parse. */
const isRequest = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && !('Records' in event);

/** Puts on record what an operator asks for. The answer repeats it, so that an operator sees when another function was asked. */
async function record(
  { segments }: NotaryWorld,
  asked: unknown,
  logger: ClockLogger,
  now: Instant,
): Promise<NotaryAnswer> {
  const { success, data: request } = notaryRequest.safeParse(asked);
  if (!success) return { recorded: null, fault: faults.request };
  const nothing = { at: now, statements: [], objections: [] };
  if ('settled' in request) {
    await segments.write({ ...nothing, settled: request.settled });
    for (const chain of request.settled) logger.record('notary-settled', { chain });
    return { recorded: request };
  }
  const to = fromIso(request.restored.to) ?? now;
  if (to >= now) return { recorded: null, fault: faults.future };
  await segments.write({ ...nothing, restored: { to } });
  // It makes statements void, so the operators must hear of it: the count raises an alarm.
  logger.record('notary-restored', { to: request.restored.to });
  logger.measure({ 'notary-restores': 1 });
  return { recorded: request };
}

const faults = {
  request:
    'The notary records two things: of which histories the objections were looked into, each by its name such as S#st1#case#…, and to which instant the table was restored.',
  future: 'A table is restored to an instant of the past.',
} as const;

async function stated(
  world: NotaryWorld,
  event: unknown,
  logger: ClockLogger,
  now: Instant,
): Promise<BatchAnswer> {
  const records = notaryRecordsIn(event);
  try {
    const { statements, objections } = await notarise(world, records, now);
    for (const { chain, what, version } of objections) {
      logger.record('notary-objection', { chain, what, ...defined({ version }) });
    }
    logger.measure({ 'notary-statements': statements, 'notary-objections': objections.length });
    return { batchItemFailures: [] };
  } catch (error) {
    const itemIdentifier = records[0]?.sequence ?? '';
    const names = { error: errorName(error), ...defined({ cause: causeName(error) }) };
    logger.record('notary-failed', { sequence: itemIdentifier, ...names });
    logger.measure({ 'notary-batches-failed': 1 });
    return { batchItemFailures: [{ itemIdentifier }] };
  }
}
