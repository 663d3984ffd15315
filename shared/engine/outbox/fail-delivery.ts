import { decide } from '../../cases/decisions/decide.ts';
import { commitOf } from '../build-commit.ts';
import { DAY, type Instant } from '../calendar/instant.ts';
import type { World } from '../world.ts';
import type { Delivery } from './delivery.ts';

const COMMAND_KEPT = 30 * DAY;
const TRIES_MAX = 5;

/**
 * Tells a case that one of its messages reached nobody. Told once per delivery, however often this is called, so
 * the caller may settle the delivery afterwards and repeat both after a crash in between.
 */
export async function reportFailure(
  world: Pick<World, 'store' | 'policies' | 'channels'>,
  { subject, message }: Delivery,
  reason: 'dead' | 'unstaffed',
  now: Instant,
): Promise<void> {
  if (subject.about !== 'case') return;
  const { key, version, index } = subject;
  const delivery = `${version}#${index}`;
  const commandId = `delivery-failed-${version}-${index}`;
  const { to, kind, level } = message;
  const command = {
    move: 'delivery-failed',
    delivery,
    to,
    kind,
    reason,
    ...(level !== undefined && { level }),
  } as const;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if ((await world.store.findCommand(key, commandId)) !== undefined) return;
    const before = await world.store.load(key);
    if (before === undefined) return;
    const by = { kind: 'system' } as const;
    const decision = decide(before, command, by, now, world.policies.of(before.policyVersion));
    if (decision.refusal || decision.facts.length === 0) return;
    const record = { commandId, contentHash: delivery, expiresAt: now + COMMAND_KEPT };
    const commit = commitOf(world, { before, decision, by, now, command: record });
    if ((await world.store.commit(commit)).ok) return;
  }
  // The delivery stays pending and is offered again, and with it this report.
  throw new Error('the failure of a delivery could not be told to its case');
}
