import { readFact } from '../adapters/events/bus-detail.ts';
import { type CaseKey, isCaseId, keyOf } from '../cases/case-key.ts';
import { countCase, recount } from '../cases/statistics/count-case.ts';
import type { CountStore } from '../cases/statistics/statistics-store.ts';
import { defined } from '../engine/defined.ts';
import { errorName } from '../engine/error-name.ts';
import type { System } from '../engine/system.ts';
import type { ClockLogger } from './clock-logger.ts';
import { type StatsAnswer, statsRequest } from './stats-request.ts';

export interface StatsWorld {
  readonly counts: CountStore;
  readonly system: Pick<System, 'now'>;
}

/**
 * Handler of the function that counts. An event of the bus names a case to which something happened: it is counted anew. A
 * request of operators counts some cases of a station anew. It fails when the store does, or when a fact does not read, so
 * that the event comes again and ends in the dead letters.
 */
export const statsHandler =
  ({ counts, system }: StatsWorld, logger: ClockLogger) =>
  async (event: unknown): Promise<StatsAnswer> => {
    const fact = readFact(event);
    if (fact === undefined) return recounted({ counts, system }, event, logger);
    const { kind, station, id } = fact;
    if (kind !== 'case' || !isCaseId(id)) return { recounted: 0 };
    const at = await counted(counts, keyOf({ station, caseId: id }), logger);
    return { recounted: at === undefined ? 0 : 1 };
  };

async function counted(counts: CountStore, key: CaseKey, logger: ClockLogger) {
  try {
    return await countCase(counts, key);
  } catch (error) {
    logger.record('case-not-counted', { station: key.station, caseId: key.id, error: errorName(error) });
    // Lambda copies the error that is thrown into the log; its name is enough there.
    throw new Error(`a case could not be counted: ${errorName(error)}`);
  }
}

async function recounted(
  { counts, system }: StatsWorld,
  event: unknown,
  logger: ClockLogger,
): Promise<StatsAnswer> {
  const { success, data } = statsRequest.safeParse(event);
  if (!success) return { recounted: null, fault: FAULT };
  const { recount: station, after } = data;
  const { counted: cases, next } = await recount(counts, station, system.now(), after);
  logger.record('recounted', { station, cases });
  return { recounted: cases, ...defined({ next }) };
}

const FAULT =
  'The function that counts takes the events of the bus, and the name of a station to count anew.';
