import { caseAggregate } from '../cases/case-aggregate.ts';
import { type CaseKey, keyOf } from '../cases/case-key.ts';
import type { PhotoAddress } from '../cases/photos/photo-store.ts';
import {
  isRecorded,
  type Sanitized,
  type SanitizeWorld,
  sanitizeFor,
} from '../cases/photos/sanitize-photo.ts';
import { refused } from '../cases/refused.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import { handleCommand } from '../engine/commands/handle-command.ts';
import type { Companion } from '../engine/storage/companion.ts';
import { takesPhotos } from './helper-task.ts';
import { helperTaskAggregate } from './helper-task-aggregate.ts';
import type { HelperTaskKey } from './helper-task-key.ts';

/**
 * Sanitizes a photo that a helper uploaded, and keeps it in the case of their task, sealed to the station alone. A grant
 * is good for minutes: whether the link still opens is decided when the photo enters the case, in one commit with its
 * task. So a link that was taken back meanwhile adds nothing, not even one that was taken back at that very moment.
 */
export async function sanitizeHelperPhoto(
  world: SanitizeWorld,
  at: PhotoAddress<HelperTaskKey>,
  now: Instant,
): Promise<Sanitized> {
  return sanitizeFor(world, at, now, async () => {
    const task = await world.store.load(at.key);
    if (task === undefined || !takesPhotos(task, now)) return undefined;
    const key = keyOf(task);
    const record = (companion: Companion) => reportKept(world, { key, of: at.key }, companion, now);
    return { key, task: task.id, alsoFor: [], record };
  });
}

/** Records the photo in case and task together; false when the task takes none any more, or the slot has changed. */
async function reportKept(
  world: SanitizeWorld,
  { key, of }: { readonly key: CaseKey; readonly of: HelperTaskKey },
  companion: Companion,
  now: Instant,
): Promise<boolean> {
  const target = { key, station: key.station, now };
  const by = { kind: 'helper' } as const;
  const handled = await handleCommand(world, caseAggregate, target, async ({ conflict }) => {
    const before = await world.store.load(of);
    if (before === undefined || conflict === 'photo') return refused({ code: 'not-found' });
    const { id, for: role, askedBy } = before;
    return {
      command: { move: 'helper-photo-kept' as const, task: id, for: role, askedBy },
      by,
      companions: () => [companion],
      second: { aggregate: helperTaskAggregate, before, command: { move: 'photo-kept' }, by },
    };
  });
  return isRecorded(handled);
}
