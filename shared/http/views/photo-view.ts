import { PHOTOS_MAX, type Photo, shownState } from '../../cases/photos/photo.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { fill } from '../../locales/fill.ts';
import type { Words } from '../../locales/words.ts';
import type { OfficeCase, ShownPhoto } from './shown-types.ts';

/** A photo's state as a sentence, for the resident who sent it. */
export function photoView(photo: Photo, now: Instant, { photos }: Words): ShownPhoto {
  const state = shownState(photo, now);
  const sentence = photo.state === 'refused' ? photos.faults[photo.fault] : photos.states[state];
  return { photo: photo.photo, state, words: fill(sentence, { photosMax: PHOTOS_MAX }) };
}

/** A photo's state as codes, for staff. */
export const casePhotoView = (
  photo: Photo,
  now: Instant,
  isHidden: boolean,
): OfficeCase['photos'][number] => ({
  photo: photo.photo,
  state: shownState(photo, now),
  at: toIso(photo.state === 'granted' ? photo.grantedAt : photo.settledAt),
  ...(photo.state === 'refused' && { fault: photo.fault }),
  ...(isHidden && { hidden: true as const }),
});
