import type { Scope } from '../../engine/scope.ts';
import { maySee } from '../access.ts';
import type { CaseId } from '../case.ts';
import { type CaseKey, inScope } from '../case-key.ts';
import { findSubmission } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import { type Refused, refused } from '../refused.ts';
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

/** A photo of a case, for staff who may see the case. */
export async function staffPhoto(
  world: PhotoWorld & Pick<World, 'policies'>,
  scope: Scope,
  caseId: CaseId,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const key = inScope(scope, caseId);
  const found = await world.store.load(key);
  const isVisible =
    found !== undefined && maySee(scope, found, await world.policies.of(found.station, found.policyVersion));
  return isVisible ? open(world, key, photo) : refused({ code: 'not-found' });
}

/** Reads the photo only if its slot says that it was kept; other objects in the photo store are never shown. */
async function open(world: PhotoWorld, key: CaseKey, photo: PhotoId): Promise<OpenedPhoto | Refused> {
  const photos = await photosOf(world.store, key);
  const isKept = photos.some((one) => one.photo === photo && one.state === 'kept');
  const jpeg = isKept ? await world.photoStore.show({ key, photo }) : undefined;
  return jpeg === undefined ? refused({ code: 'not-found' }) : { jpeg };
}
