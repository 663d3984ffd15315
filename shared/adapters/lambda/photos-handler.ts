import * as z from 'zod/mini';
import { type Developed, developPhoto } from '../../app/develop-photo.ts';
import type { World } from '../../app/world.ts';
import { incomingAddress } from '../album/object-name.ts';
import type { ClockJournal } from './clock-journal.ts';

/** Of the bucket's event the rule lets through the object alone, without the address it was sent from. */
const objectShape = z.object({ key: z.string() });

const outcomes = ['kept', 'refused', 'unasked'] as const;

/** The function behind the bucket: one object that has come in, one photo. */
export const photosHandler =
  (world: Parameters<typeof developPhoto>[0] & Pick<World, 'system'>, journal: ClockJournal) =>
  async (event: unknown): Promise<Developed> => {
    const at = incomingAddress(z.parse(objectShape, event).key);
    if (at === undefined) throw new TypeError('an object came in under a name that is none of ours');
    const developed = await developPhoto(world, at, world.system.now());
    if (developed.outcome === 'refused') {
      const { station, caseId } = at.key;
      journal.record('photo-refused', { station, caseId, photo: at.photo, fault: developed.fault });
    }
    journal.measure(
      Object.fromEntries(
        outcomes.map((outcome) => [`photos-${outcome}`, outcome === developed.outcome ? 1 : 0]),
      ),
    );
    return developed;
  };
