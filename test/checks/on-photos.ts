import type { MemoryAlbum } from '../../shared/adapters/memory/album.ts';
import { developPhoto } from '../../shared/app/develop-photo.ts';
import { keyOf } from '../../shared/domain/case-key.ts';
import type { PhotoFault } from '../../shared/domain/photo.ts';
import { station } from '../app/room.ts';
import { jpeg } from '../pictures.ts';
import type { Step } from './on-matter.ts';

/** The resident sends a photo, and it is looked at: kept, or not for this reason. */
export const photo =
  (fault?: PhotoFault): Step =>
  async ({ here: { rig }, token, id }) => {
    const body = { commandId: `photo-${fault}` };
    const asked = await rig.ask('POST /v1/track/{token}/photos', { path: { token }, body });
    const at = { key: keyOf({ station, caseId: id as never }), photo: asked.body.photo };
    (rig.world.album as MemoryAlbum).send(at, new Uint8Array([1]));
    const develop = async () => (fault === undefined ? { jpeg: await jpeg(64, 48) } : { fault });
    await developPhoto({ ...rig.world, darkroom: { develop } }, at, rig.world.system.now());
  };
