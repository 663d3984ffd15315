import type { Scope } from '../../engine/scope.ts';
import { type ReadPage, readsOf } from '../../engine/storage/read-log.ts';
import type { CaseId } from '../case.ts';
import type { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { visibleCase } from './visible-case.ts';

/** Who read what of a case that is shown on record only, newest first. The route is for chiefs only. */
export async function readsOfCase(
  world: Pick<World, 'store' | 'policies'>,
  scope: Scope,
  caseId: CaseId,
  page: Parameters<typeof readsOf>[2],
): Promise<ReadPage | Refused> {
  const visible = await visibleCase(world, scope, caseId);
  return visible.refusal ? visible : readsOf(world.store, visible.key, page);
}
