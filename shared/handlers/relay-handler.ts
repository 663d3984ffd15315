import { changesIn } from '../adapters/events/stream-record.ts';
import { defined } from '../engine/defined.ts';
import { relay } from '../engine/outbox/relay.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Tells Lambda from which stream record on to retry; an empty list means that every record was processed. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Handler of the relay function, which the table's stream invokes. */
export const relayHandler =
  (world: Pick<EngineWorld, 'bus' | 'system'>, logger: ClockLogger) =>
  async (event: unknown): Promise<BatchAnswer> => {
    const changes = changesIn(event);
    const relayed = await relay(world, changes, world.system.now());
    for (const { row, sequence } of changes) {
      if (row === 'unreadable') logger.record('record-unreadable', { sequence });
    }
    const { failedFrom, error } = relayed;
    if (failedFrom !== undefined) {
      logger.record('bus-failed', { sequence: failedFrom, ...defined({ error }) });
    }
    logger.measure({
      'facts-published': relayed.published,
      'messages-offered': relayed.offered,
      'records-unreadable': relayed.unreadable,
      'batches-cut-short': failedFrom === undefined ? 0 : 1,
    });
    return { batchItemFailures: failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }] };
  };
