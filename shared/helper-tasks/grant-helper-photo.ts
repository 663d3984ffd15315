import { keyOf } from '../cases/case-key.ts';
import { type Granted, type PhotoRequest, takeSlot } from '../cases/photos/take-slot.ts';
import { type Refused, refused } from '../cases/refused.ts';
import type { World } from '../cases/world.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import { openTask } from './helper-page.ts';
import { takesPhotos } from './helper-task.ts';

/**
 * Grants an upload to a helper who has answered, while the link opens. The file gets the name of the task: the form that
 * a helper's browser sends names no case.
 */
export async function grantHelperPhoto(
  world: Pick<World, 'store' | 'readerKeys' | 'photoStore' | 'tickets' | 'system'>,
  secret: string,
  request: PhotoRequest,
  now: Instant,
): Promise<Granted | Refused> {
  const open = await openTask(world, secret, now);
  if (open === undefined || !takesPhotos(open.task, now)) return refused({ code: 'not-found' });
  const { key, task } = open;
  return takeSlot(world, { key: keyOf(task), uploadsTo: key, task: task.id }, request, now);
}
