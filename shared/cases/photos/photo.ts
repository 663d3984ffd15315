import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';

declare const photoIdBrand: unique symbol;
/** A random id. It is part of the object name, which therefore cannot be guessed and contains no personal data. */
export type PhotoId = string & { readonly [photoIdBrand]: true };

const PHOTO_ID = /^p[a-z2-7]{25}$/;
export const isPhotoId = (text: string): text is PhotoId => PHOTO_ID.test(text);

/** The slots for photos of a case. Each is written under a condition on that slot alone. */
export const photoSlots = [1, 2, 3, 4] as const;
export type PhotoSlot = (typeof photoSlots)[number];
export const PHOTOS_MAX = photoSlots.length;
/** The slots for photos of a helper's task: the one that was asked for, and one more for who sent the wrong one. */
export const helperPhotoSlots = [1, 2] as const satisfies readonly PhotoSlot[];

/** Large enough for an unscaled photo of a telephone, so that uploading works without JavaScript. */
export const UPLOAD_BYTES_MAX = 8 * 1024 * 1024;
/** How long an upload may be started. */
export const GRANT_VALID = 5 * MINUTE;
/** How long a slow upload may still take after the grant has expired; its slot stays taken until then. */
const ARRIVAL_MAX = 10 * MINUTE;
/** How often one slot may be granted; more is abuse. */
const GRANTS_MAX = 12;

/** Why a photo was refused. Every catalogue has a sentence for each. */
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
  /** The client's id of its request: a repeated request means the same photo. */
  readonly commandId: string;
  readonly grantedAt: Instant;
  /** Grants for this slot so far. */
  readonly grants: number;
}

/** A slot for a photo and its state. It holds ids, times and codes; the picture is in the photo store. */
export type Photo = PhotoBase &
  (
    | { readonly state: 'granted' }
    | { readonly state: 'kept'; readonly settledAt: Instant }
    | { readonly state: 'refused'; readonly settledAt: Instant; readonly fault: PhotoFault }
  );

/** A photo that a helper added to the case, and the task that it answers. */
export type HelperPhoto = Photo & { readonly task: string };

/** The state of a photo as readers see it: `lost` when it was not uploaded and sanitized in time. */
export type ShownPhotoState = 'awaited' | 'lost' | 'kept' | 'refused';

export const shownState = ({ state, grantedAt }: Photo, now: Instant): ShownPhotoState =>
  state === 'granted' ? (now < grantedAt + GRANT_VALID ? 'awaited' : 'lost') : state;

export type Granting =
  | { readonly after: Photo & { readonly state: 'granted' }; readonly before: Photo | undefined }
  | { readonly settled: Photo }
  | { readonly refusal: { readonly code: 'photos-full'; readonly photosMax: number } };

/** Assigns a slot to a photo: the same one when the request is a repeat, otherwise the first free one. */
export function decideGrant(
  photos: readonly Photo[],
  requested: { readonly photo: PhotoId; readonly commandId: string },
  now: Instant,
  slots: readonly PhotoSlot[] = photoSlots,
): Granting {
  const earlier = photos.find(({ commandId }) => commandId === requested.commandId);
  if (earlier !== undefined && earlier.state !== 'granted') return { settled: earlier };
  if (earlier !== undefined && earlier.grants < GRANTS_MAX) {
    return { before: earlier, after: { ...earlier, grantedAt: now, grants: earlier.grants + 1 } };
  }
  for (const slot of slots) {
    const before = photos.find((photo) => photo.slot === slot);
    if (before !== undefined && !isFree(before, now)) continue;
    const grants = (before?.grants ?? 0) + 1;
    return { before, after: { ...requested, slot, grants, grantedAt: now, state: 'granted' } };
  }
  return { refusal: { code: 'photos-full', photosMax: slots.length } };
}

const isFree = ({ state, grantedAt, grants }: Photo, now: Instant): boolean =>
  grants < GRANTS_MAX &&
  (state === 'refused' || (state === 'granted' && now >= grantedAt + GRANT_VALID + ARRIVAL_MAX));
