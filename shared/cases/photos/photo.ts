import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';

declare const photoIdBrand: unique symbol;
/** A photo's random name: ids make its place in the store, so nobody can guess one and nothing personal stands there. */
export type PhotoId = string & { readonly [photoIdBrand]: true };

const PHOTO_ID = /^p[a-z2-7]{25}$/;
export const isPhotoId = (text: string): text is PhotoId => PHOTO_ID.test(text);

/** A case has as many places for photos and no more. Each is taken under a condition on that place alone. */
export const photoSlots = [1, 2, 3, 4] as const;
export type PhotoSlot = (typeof photoSlots)[number];
export const PHOTOS_MAX = photoSlots.length;

/** What may be sent: a full photo of a good telephone, so that sending works without a script. */
export const UPLOAD_BYTES_MAX = 8 * 1024 * 1024;
/** How long what is sent may begin to arrive. */
export const GRANT_VALID = 5 * MINUTE;
/** A slow line goes on sending when the grant has run out; until then its place stays its own. */
const ARRIVAL_MAX = 10 * MINUTE;
/** Who sends this often for one place is not sending photos. */
const GRANTS_MAX = 12;

/** Why a photo was not kept. Each has its sentence in every catalogue. */
export const photoFaults = [
  'not-a-picture',
  'truncated',
  'too-large',
  'too-many-pixels',
  'undecodable',
] as const;
export type PhotoFault = (typeof photoFaults)[number];

interface PhotoBase {
  readonly slot: PhotoSlot;
  readonly photo: PhotoId;
  /** The client's own id of the wish to send it: asked again, it is the same photo. */
  readonly commandId: string;
  readonly grantedAt: Instant;
  /** Grants for this place so far. */
  readonly grants: number;
}

/** A place for a photo and what became of it. It holds ids, times and codes; the picture lies elsewhere. */
export type Photo = PhotoBase &
  (
    | { readonly state: 'granted' }
    | { readonly state: 'kept'; readonly settledAt: Instant }
    | { readonly state: 'refused'; readonly settledAt: Instant; readonly fault: PhotoFault }
  );

/** What a photo is to its reader: still on its way, given up for lost, or settled. */
export type ShownPhotoState = 'awaited' | 'lost' | 'kept' | 'refused';

/** A photo that neither arrived nor was looked at in its time is not waited for any longer: it is sent again. */
export const shownState = ({ state, grantedAt }: Photo, now: Instant): ShownPhotoState =>
  state === 'granted' ? (now < grantedAt + GRANT_VALID ? 'awaited' : 'lost') : state;

export type Granting =
  | { readonly after: Photo & { readonly state: 'granted' }; readonly before: Photo | undefined }
  | { readonly settled: Photo }
  | { readonly refusal: { readonly code: 'photos-full'; readonly photosMax: number } };

/** Gives a photo a place: its own when it was asked for before, or else the first that is free. */
export function decideGrant(
  photos: readonly Photo[],
  asked: { readonly photo: PhotoId; readonly commandId: string },
  now: Instant,
): Granting {
  const known = photos.find(({ commandId }) => commandId === asked.commandId);
  if (known !== undefined && known.state !== 'granted') return { settled: known };
  if (known !== undefined && known.grants < GRANTS_MAX) {
    return { before: known, after: { ...known, grantedAt: now, grants: known.grants + 1 } };
  }
  for (const slot of photoSlots) {
    const before = photos.find((photo) => photo.slot === slot);
    if (before !== undefined && !isFree(before, now)) continue;
    const grants = (before?.grants ?? 0) + 1;
    return { before, after: { ...asked, slot, grants, grantedAt: now, state: 'granted' } };
  }
  return { refusal: { code: 'photos-full', photosMax: PHOTOS_MAX } };
}

const isFree = ({ state, grantedAt, grants }: Photo, now: Instant): boolean =>
  grants < GRANTS_MAX &&
  (state === 'refused' || (state === 'granted' && now >= grantedAt + GRANT_VALID + ARRIVAL_MAX));
