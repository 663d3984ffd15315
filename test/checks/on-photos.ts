import type { MemoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { PhotoFault } from '../../shared/cases/photos/photo.ts';
import { sanitizePhoto } from '../../shared/cases/photos/sanitize-photo.ts';

import { station } from '../cases/room.ts';
import { jpeg } from '../pictures.ts';
import type { CaseStep } from './on-case-page.ts';

/** The resident sends a photo; the image sanitizer accepts it, or rejects it with `fault`. */
export const photo =
  (fault?: PhotoFault): CaseStep =>
  async ({ here: { rig }, token, id }) => {
    const body = { commandId: `photo-${fault}` };
    const asked = await rig.ask('POST /v1/track/{token}/photos', { path: { token }, body });
    const at = { key: keyOf({ station, caseId: id as never }), photo: asked.body.photo };
    (rig.world.photoStore as MemoryPhotoStore).send(at, new Uint8Array([1]));
    const sanitize = async () => (fault === undefined ? { jpeg: await jpeg(64, 48) } : { fault });
    await sanitizePhoto({ ...rig.world, imageSanitizer: { sanitize } }, at, rig.world.system.now());
  };
