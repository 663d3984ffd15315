import type { CaseId } from '../cases/case.ts';
import { visibleCase } from '../cases/reading/visible-case.ts';
import { type Refused, refused } from '../cases/refused.ts';
import type { World } from '../cases/world.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import { handleCommand } from '../engine/commands/handle-command.ts';
import { type Scope, staffActor } from '../engine/scope.ts';
import type { HelperTaskId } from './helper-task.ts';
import { helperTaskAggregate } from './helper-task-aggregate.ts';
import { helperTaskInScope } from './helper-task-key.ts';

/** Takes a link back: it opens no more, and looks like one that never was. A second time changes nothing. */
export async function revokeTask(
  world: Pick<World, 'store' | 'policies'>,
  scope: Scope,
  { caseId, id }: { readonly caseId: CaseId; readonly id: HelperTaskId },
  now: Instant,
): Promise<{ readonly status: string; readonly refusal?: never } | Refused> {
  const visible = await visibleCase(world, scope, caseId);
  if (visible.refusal) return visible;
  const key = helperTaskInScope(scope, id);
  const target = { key, station: scope.station, now };
  const handled = await handleCommand(world, helperTaskAggregate, target, async ({ before }) =>
    before?.caseId === caseId
      ? { command: { move: 'revoke' } as const, by: staffActor(scope) }
      : refused({ code: 'not-found' }),
  );
  switch (handled.outcome) {
    case 'committed':
    case 'repeated':
      return { status: handled.answer.status };
    case 'nothing':
      return { status: 'revoked' };
    case 'refused':
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'too-busy' });
  }
}
