import { maySee } from '../domain/access.ts';
import type { CaseId } from '../domain/case.ts';
import { type CaseKey, inScope } from '../domain/case-key.ts';
import type { PhotoId } from '../domain/photo.ts';
import type { Scope } from '../domain/scope.ts';
import { type Refused, refused } from './refused.ts';
import { hashOfToken } from './submit-case.ts';
import type { World } from './world.ts';

type AlbumWorld = Pick<World, 'store' | 'album'>;

export interface OpenedPhoto {
  readonly jpeg: Uint8Array;
  readonly refusal?: never;
}

/** A photo of a case, for the resident who holds its secret link. */
export async function residentPhoto(
  world: AlbumWorld,
  token: string,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const submission = await world.store.findSubmission(hashOfToken(token));
  return submission === undefined ? refused({ code: 'not-found' }) : open(world, submission.key, photo);
}

/** A photo of a case, for staff who may see the case. */
export async function staffPhoto(
  world: AlbumWorld & Pick<World, 'policies'>,
  scope: Scope,
  caseId: CaseId,
  photo: PhotoId,
): Promise<OpenedPhoto | Refused> {
  const key = inScope(scope, caseId);
  const found = await world.store.load(key);
  const isSeen = found !== undefined && maySee(scope, found, world.policies.of(found.policyVersion));
  return isSeen ? open(world, key, photo) : refused({ code: 'not-found' });
}

/** The place of a photo says whether it is kept: what is in the album besides is nobody's to see. */
async function open(world: AlbumWorld, key: CaseKey, photo: PhotoId): Promise<OpenedPhoto | Refused> {
  const photos = await world.store.photos(key);
  const isKept = photos.some((one) => one.photo === photo && one.state === 'kept');
  const jpeg = isKept ? await world.album.show({ key, photo }) : undefined;
  return jpeg === undefined ? refused({ code: 'not-found' }) : { jpeg };
}
