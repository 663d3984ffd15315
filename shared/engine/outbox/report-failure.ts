import { DAY, type Instant } from '../calendar/instant.ts';
import { type CommandWorld, handleCommand } from '../commands/handle-command.ts';
import type { Registry } from '../registry.ts';
import type { AggregateSubject, Delivery } from './delivery.ts';

const COMMAND_KEPT = 30 * DAY;

/**
 * Tells an aggregate that one of its messages reached nobody. Once per delivery, however often this is called, so the
 * caller may settle the delivery afterwards and repeat both after a crash in between.
 */
export async function reportFailure(
  world: CommandWorld & { readonly aggregates: Registry },
  delivery: Delivery<AggregateSubject>,
  reason: 'dead' | 'unstaffed',
  now: Instant,
): Promise<void> {
  const { key, version, index } = delivery.subject;
  const aggregate = world.aggregates.of(key.kind);
  const request = {
    commandId: `delivery-failed-${version}-${index}`,
    contentHash: `${version}#${index}`,
    expiresAt: now + COMMAND_KEPT,
  };
  const { outcome } = await handleCommand(
    world,
    aggregate,
    { key, station: key.station, now, request },
    async ({ before }) =>
      before === undefined
        ? { refusal: { code: 'not-found' } }
        : { command: aggregate.messages.failed(delivery, reason), by: { kind: 'system' } },
  );
  // The delivery stays pending and is offered again, and with it this report.
  if (outcome === 'conflict')
    throw new Error('an aggregate kept changing while a failed delivery was reported');
}
