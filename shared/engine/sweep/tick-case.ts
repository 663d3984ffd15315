import type { CaseKey } from '../../cases/case-key.ts';
import { decide } from '../../cases/decisions/decide.ts';
import { commitOf } from '../build-commit.ts';
import type { Instant } from '../calendar/instant.ts';
import type { World } from '../world.ts';

/** `floor-reached`: no step of its own was left, and only the floor under all cases kept it (decision 4). */
export type Ticked = 'stepped' | 'floor-reached' | 'nothing-due' | 'lost-race' | 'gone';

/**
 * Lets the time that has passed act on one case. Losing the race means that somebody else has written the case
 * since it was read, and with it a next step of its own: there is nothing left to do here.
 */
export async function tickCase(
  world: Pick<World, 'store' | 'policies' | 'channels'>,
  key: CaseKey,
  now: Instant,
): Promise<Ticked> {
  const before = await world.store.load(key);
  if (before === undefined) return 'gone';
  const by = { kind: 'clock' } as const;
  const decision = decide(before, { move: 'tick' }, by, now, world.policies.of(before.policyVersion));
  if (decision.refusal) throw new Error(`a tick was refused: ${decision.refusal.code}`);
  if (decision.facts.length === 0) return 'nothing-due';
  const committed = await world.store.commit(commitOf(world, { before, decision, by, now }));
  if (!committed.ok) return 'lost-race';
  return decision.facts.some(({ fact }) => fact === 'reviewed') ? 'floor-reached' : 'stepped';
}
