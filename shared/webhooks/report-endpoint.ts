import type { Instant } from '../engine/calendar/instant.ts';
import { handleCommand } from '../engine/commands/handle-command.ts';
import type { StationId } from '../engine/scope.ts';
import type { SenderWorld } from './webhook-world.ts';
import type { WebhooksCommand } from './webhooks.ts';
import { webhooksAggregate } from './webhooks-aggregate.ts';
import { webhooksKey } from './webhooks-key.ts';

/** What the sender records on the endpoints of a station. Each may be repeated. */
type Report = Extract<WebhooksCommand, { readonly move: 'answer-test' | 'mark-gone' | 'give-up' }>;

/** Records what became of an endpoint. One that was removed meanwhile needs no record. */
export async function reportEndpoint(
  world: SenderWorld,
  station: StationId,
  command: Report,
  now: Instant,
): Promise<void> {
  const target = { key: webhooksKey(station), station, now };
  const { outcome } = await handleCommand(world, webhooksAggregate, target, async () => ({
    command,
    by: { kind: 'system' },
  }));
  if (outcome === 'conflict') throw new Error('the endpoints of a station kept changing');
}
