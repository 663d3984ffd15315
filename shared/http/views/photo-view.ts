import { PHOTOS_MAX, type Photo, shownState } from '../../cases/photos/photo.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { fill } from '../../locales/fill.ts';
import type { AnswerWords } from '../../locales/words.ts';
import type { OfficeCase, ShownPhoto } from './shown-types.ts';

/** A photo's state as a sentence, for the resident who sent it. */
export function photoView(photo: Photo, now: Instant, { photos }: AnswerWords): ShownPhoto {
  const state = shownState(photo, now);
  const sentence = photo.state === 'refused' ? photos.faults[photo.fault] : photos.states[state];
  return { photo: photo.photo, state, words: fill(sentence, { photosMax: PHOTOS_MAX }) };
}

interface CasePhoto {
  /** The reader may not see it. */
  readonly isHidden: boolean;
  /** The reader sees it when they ask for it, and that goes on record. */
  readonly isOnRecord: boolean;
  /** Who added it, where that was not the reporter. */
  readonly helper?: OfficeCase['photos'][number]['helper'];
}

/** A photo's state as codes, for staff. */
export const casePhotoView = (
  photo: Photo,
  now: Instant,
  { isHidden, isOnRecord, helper }: CasePhoto,
): OfficeCase['photos'][number] => ({
  photo: photo.photo,
  state: shownState(photo, now),
  at: toIso(photo.state === 'granted' ? photo.grantedAt : photo.settledAt),
  ...(photo.state === 'refused' && { fault: photo.fault }),
  ...(isHidden ? { hidden: true as const } : isOnRecord && { onRecord: true as const }),
  ...defined({ helper }),
});
