import { maySeeReporter } from '../access.ts';
import type { CaseId } from '../case.ts';
import type { CaseKey } from '../case-key.ts';
import { findSubmission } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { type Reader, recordRead } from '../reading/record-read.ts';
import { visibleCase } from '../reading/visible-case.ts';
import { type Refused, refused } from '../refused.ts';
import { isSecret } from '../secrecy.ts';
import type { World } from '../world.ts';
import type { PhotoId } from './photo.ts';
import { photosOf } from './photo-slots.ts';

type PhotoWorld = Pick<World, 'store' | 'photoStore'>;

export interface OpenedPhoto {
  readonly jpeg: Uint8Array;
  readonly refusal?: never;
}

/** A photo of a case, for the resident who holds its secret link. */
export async function residentPhoto(
  world: PhotoWorld,
  token: string,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const submission = await findSubmission(world.store, hashOfToken(token));
  return submission === undefined ? refused({ code: 'not-found' }) : open(world, submission.key, photo);
}

/**
 * A photo of a case, for staff who may see the case. One of a secret case may reveal who took it: only those who may know
 * the reporter get it, and that they did is on record before this returns.
 */
export async function staffPhoto(
  world: PhotoWorld & Pick<World, 'policies'>,
  reader: Reader,
  caseId: CaseId,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const visible = await visibleCase(world, reader.scope, caseId);
  if (visible.refusal) return visible;
  const { key, found, policy } = visible;
  if (!maySeeReporter(reader.scope, found, policy)) return refused({ code: 'not-found' });
  const opened = await open(world, key, photo);
  if (!opened.refusal && isSecret(found, policy)) await recordRead(world, key, reader, ['photo'], photo);
  return opened;
}

/** Reads the photo only if its slot says that it was kept; other objects in the photo store are never shown. */
async function open(world: PhotoWorld, key: CaseKey, photo: PhotoId): Promise<OpenedPhoto | Refused> {
  const photos = await photosOf(world.store, key);
  const isKept = photos.some((one) => one.photo === photo && one.state === 'kept');
  const jpeg = isKept ? await world.photoStore.show({ key, photo }) : undefined;
  return jpeg === undefined ? refused({ code: 'not-found' }) : { jpeg };
}
