import * as z from 'zod/mini';
import { incomingAddress } from '../adapters/photo-store/object-name.ts';
import type { Sanitized, SanitizeWorld } from '../cases/photos/sanitize-photo.ts';
import type { World } from '../cases/world.ts';
import { sanitizeUpload } from '../helper-tasks/sanitize-upload.ts';
import type { ClockLogger } from './clock-logger.ts';

/** The event rule forwards only the object of the bucket's event, without the sender's IP address. */
const objectShape = z.object({ key: z.string() });

const outcomes = ['kept', 'refused', 'unasked'] as const;

/** Handler of the photos function: each event names one uploaded object. */
export const sanitizeHandler =
  (world: SanitizeWorld & Pick<World, 'system'>, logger: ClockLogger) =>
  async (event: unknown): Promise<Sanitized> => {
    const at = incomingAddress(z.parse(objectShape, event).key);
    if (at === undefined) throw new TypeError('the name of an uploaded object is not a photo address');
    const sanitized = await sanitizeUpload(world, at, world.system.now());
    if (sanitized.outcome === 'refused') {
      const { key, photo } = at;
      const of = key.kind === 'helper-task' ? { task: key.id } : { caseId: key.id };
      logger.record('photo-refused', { station: key.station, ...of, photo, fault: sanitized.fault });
    }
    logger.measure(
      Object.fromEntries(
        outcomes.map((outcome) => [`photos-${outcome}`, outcome === sanitized.outcome ? 1 : 0]),
      ),
    );
    return sanitized;
  };
