import type { Opener } from '../../engine/secrets/opener.ts';
import { arePhotosOnRecord, mayReadHelpers, maySeeReporter } from '../access.ts';
import type { CaseId } from '../case.ts';
import type { CaseKey } from '../case-key.ts';
import { findLink } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { linkOpener } from '../reading/link-opener.ts';
import { type Reader, recordRead } from '../reading/record-read.ts';
import { visibleCase } from '../reading/visible-case.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import type { Photo, PhotoId } from './photo.ts';
import { helperPhotosOf, photosOf } from './photo-slots.ts';
import { sealedAt } from './photo-store.ts';

type PhotoWorld = Pick<World, 'store' | 'photoStore'>;

interface PhotoOpener {
  readonly opener: Pick<Opener, 'openBytes'>;
}

export interface OpenedPhoto {
  readonly jpeg: Uint8Array;
  readonly refusal?: never;
}

/** A photo of a case, for the resident who holds its secret link, whose secret opens it. */
export async function residentPhoto(
  world: PhotoWorld & Pick<World, 'readerKeys'>,
  token: string,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const link = await findLink(world.store, hashOfToken(token));
  const opener = await linkOpener(world, token, link);
  return link === undefined || opener === undefined
    ? refused({ code: 'not-found' })
    : open({ ...world, opener }, link.key, photo, await photosOf(world.store, link.key));
}

/**
 * A photo of a case, for staff who may see the case; a helper's for those who may read what the helper said. One of a
 * secret case may reveal who took it: only those who may know the reporter get it. That one of a secret or sensitive case,
 * or a helper's, was read is on record before this returns.
 */
export async function staffPhoto(
  world: PhotoWorld & Pick<World, 'policies'> & PhotoOpener,
  reader: Reader,
  caseId: CaseId,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const visible = await visibleCase(world, reader.scope, caseId);
  if (visible.refusal) return visible;
  const { key, found, policy } = visible;
  if (!maySeeReporter(reader.scope, found, policy)) return refused({ code: 'not-found' });
  const asked = mayReadHelpers(reader.scope) ? helperPhotosOf(world.store, key) : [];
  const [own, ofHelpers] = await Promise.all([photosOf(world.store, key), asked]);
  const opened = await open(world, key, photo, [...own, ...ofHelpers]);
  const isHelpers = ofHelpers.some((one) => one.photo === photo);
  if (!opened.refusal && (isHelpers || arePhotosOnRecord(found, policy)))
    await recordRead(world, key, reader, ['photo'], photo);
  return opened;
}

/** Reads the photo only if its slot says that it was kept; other objects in the photo store are never shown. */
async function open(
  world: PhotoWorld & PhotoOpener,
  key: CaseKey,
  photo: PhotoId,
  photos: readonly Photo[],
): Promise<OpenedPhoto | Refused> {
  const isKept = photos.some((one) => one.photo === photo && one.state === 'kept');
  const at = { key, photo };
  const sealed = isKept ? await world.photoStore.show(at) : undefined;
  const jpeg = sealed && (await world.opener.openBytes(sealed, sealedAt(at))).bytes;
  return jpeg === undefined ? refused({ code: 'not-found' }) : { jpeg };
}
