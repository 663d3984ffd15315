import { DAY, type Instant } from '../calendar/instant.ts';
import { type CommandWorld, handleCommand } from '../commands/handle-command.ts';
import type { Registry } from '../registry.ts';
import type { AggregateSubject, Delivery } from './delivery.ts';

const COMMAND_KEPT_MS = 30 * DAY;

/**
 * Records on an aggregate that one of its messages reached no one. Idempotent for each delivery, so the caller may
 * settle the delivery afterwards and repeat both after a crash in between.
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
    expiresAt: now + COMMAND_KEPT_MS,
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
  // The delivery stays pending; when it is offered again, the failure is reported again.
  if (outcome === 'conflict')
    throw new Error('an aggregate kept changing while a failed delivery was reported');
}
