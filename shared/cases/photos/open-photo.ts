import { type Refused, refused } from '../../engine/refused.ts';
import type { Scope } from '../../engine/scope.ts';
import type { World } from '../../engine/world.ts';
import { maySee } from '../access.ts';
import type { CaseId } from '../case.ts';
import { type CaseKey, inScope } from '../case-key.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import type { PhotoId } from './photo.ts';

type PhotoStoreWorld = Pick<World, 'store' | 'photoStore'>;

export interface OpenedPhoto {
  readonly jpeg: Uint8Array;
  readonly refusal?: never;
}

/** A photo of a case, for the resident who holds its secret link. */
export async function residentPhoto(
  world: PhotoStoreWorld,
  token: string,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const submission = await world.store.findSubmission(hashOfToken(token));
  return submission === undefined ? refused({ code: 'not-found' }) : open(world, submission.key, photo);
}

/** A photo of a case, for staff who may see the case. */
export async function staffPhoto(
  world: PhotoStoreWorld & Pick<World, 'policies'>,
  scope: Scope,
  caseId: CaseId,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const key = inScope(scope, caseId);
  const found = await world.store.load(key);
  const isSeen = found !== undefined && maySee(scope, found, world.policies.of(found.policyVersion));
  return isSeen ? open(world, key, photo) : refused({ code: 'not-found' });
}

/** The place of a photo says whether it is kept: what is in the photo store besides is nobody's to see. */
async function open(world: PhotoStoreWorld, key: CaseKey, photo: PhotoId): Promise<OpenedPhoto | Refused> {
  const photos = await world.store.photos(key);
  const isKept = photos.some((one) => one.photo === photo && one.state === 'kept');
  const jpeg = isKept ? await world.photoStore.show({ key, photo }) : undefined;
  return jpeg === undefined ? refused({ code: 'not-found' }) : { jpeg };
}
