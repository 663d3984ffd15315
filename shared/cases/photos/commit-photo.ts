import { commitOf } from '../../engine/build-commit.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import { Unavailable } from '../../engine/store-errors.ts';
import type { World } from '../../engine/world.ts';
import type { CaseKey } from '../case-key.ts';
import { decide } from '../decisions/decide.ts';
import type { PhotoStep } from './photo-step.ts';

/** The clock, the staff and the resident may write between load and commit; the photo is simply told of again. */
const TRIES_MAX = 5;

/**
 * Lets a case hear that a photo was kept, in the same transaction in which the photo's place says so: the place
 * changes once, so the fact is told once, however often the photo is announced. False when the place has changed.
 */
export async function commitPhoto(
  world: Pick<World, 'store' | 'policies' | 'channels'>,
  key: CaseKey,
  photo: PhotoStep,
  now: Instant,
): Promise<boolean> {
  const by = { kind: 'resident' } as const;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const before = await world.store.load(key);
    if (before === undefined) return false;
    const policy = world.policies.of(before.policyVersion);
    const decision = decide(before, { move: 'photo-kept' }, by, now, policy);
    // A case that takes nothing more hears nothing more; what was on its way to it is kept.
    if (decision.refusal || decision.facts.length === 0) {
      return world.store.writePhoto(key, photo.after, photo.before);
    }
    const committed = await world.store.commit(commitOf(world, { before, decision, by, now, photo }));
    if (committed.ok) return true;
    if (committed.conflict === 'photo') return false;
  }
  throw new Unavailable('the case of a photo kept changing');
}
