import * as z from 'zod/mini';
import { incomingAddress } from '../adapters/photo-store/object-name.ts';
import { type Sanitized, sanitizePhoto } from '../cases/photos/sanitize-photo.ts';
import type { World } from '../engine/world.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Of the bucket's event the rule lets through the object alone, without the address it was sent from. */
const objectShape = z.object({ key: z.string() });

const outcomes = ['kept', 'refused', 'unasked'] as const;

/** The function behind the bucket: one object that has come in, one photo. */
export const photosHandler =
  (world: Parameters<typeof sanitizePhoto>[0] & Pick<World, 'system'>, logger: ClockLogger) =>
  async (event: unknown): Promise<Sanitized> => {
    const at = incomingAddress(z.parse(objectShape, event).key);
    if (at === undefined) throw new TypeError('an object came in under a name that is none of ours');
    const sanitized = await sanitizePhoto(world, at, world.system.now());
    if (sanitized.outcome === 'refused') {
      const { station, caseId } = at.key;
      logger.record('photo-refused', { station, caseId, photo: at.photo, fault: sanitized.fault });
    }
    logger.measure(
      Object.fromEntries(
        outcomes.map((outcome) => [`photos-${outcome}`, outcome === sanitized.outcome ? 1 : 0]),
      ),
    );
    return sanitized;
  };
