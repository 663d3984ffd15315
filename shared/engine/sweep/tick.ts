import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import { type CommandWorld, handleCommand } from '../commands/handle-command.ts';
import type { Registry } from '../registry.ts';
import type { Freshness } from '../storage/store.ts';

/** `floor-reached`: the aggregate had no step left and was kept by the daily review only (decision 4). */
export type Ticked = 'stepped' | 'floor-reached' | 'nothing-due' | 'lost-race' | 'gone';

/**
 * Sends the tick command to one aggregate. A recent state is enough for one that is due: a step of an older one is not
 * written. After a lost race nothing more is to be done: the other writer has committed
 * a new next step.
 */
export async function tick(
  world: CommandWorld & { readonly aggregates: Registry },
  key: AggregateKey,
  now: Instant,
  freshness: Freshness = 'recent',
): Promise<Ticked> {
  const aggregate = world.aggregates.of(key.kind);
  const handled = await handleCommand(
    world,
    aggregate,
    { key, station: key.station, now, triesMax: 1, ...(freshness === 'recent' && { notBefore: 0 }) },
    async ({ before }) =>
      before === undefined
        ? { refusal: { code: 'not-found' } }
        : {
            command:
              aggregate.tickOf === undefined ? aggregate.tick : await aggregate.tickOf(before, world.store),
            by: { kind: 'clock' },
          },
  );
  switch (handled.outcome) {
    case 'committed':
      return handled.commit.before?.dueKind === 'review' ? 'floor-reached' : 'stepped';
    case 'refused':
      if (handled.refusal.code === 'not-found') return 'gone';
      throw new Error(`a tick was refused: ${handled.refusal.code}`);
    case 'conflict':
      return 'lost-race';
    default:
      return 'nothing-due';
  }
}
