import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import type { ShownPhoto } from '../../../shared/http/views/shown-types.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { type Html, html } from '../html.ts';
import { uploadForm } from './photos.ts';

/** The photos that a helper sent with an answer. */
export interface HelperPhotos {
  readonly words: Words;
  readonly photos: readonly ShownPhoto[];
  readonly photosMax: number;
  readonly commandId: string;
}

/** The choice of the form to send a photo too. A file does not pass the API, so it is chosen once the answer is in. */
export const photoChoice = (name: string, { helper }: Words, isChosen: boolean): Html =>
  html`<div class="add"><input class="pick" type="checkbox" name="${name}" id="${name}" value="yes"${isChosen && html` checked`}><label class="pic" for="${name}"><svg viewBox="0 0 24 24" aria-hidden="true"><path class="cam" d="M3 8h4l2-3h6l2 3h4v12H3z"/><circle class="cam" cx="12" cy="13.5" r="4"/><path class="tick" d="M3 12l6 6L21 6"/></svg><span><b>${helper.addPhoto}</b><small>${helper.addPhotoHint}</small></span></label></div>`;

/** What became of each photo that was sent, and a button that asks to send one more. */
export function sentPhotos({ words, photos, photosMax, commandId }: HelperPhotos): Html {
  const kept = photos.filter(({ state }) => state === 'kept').length;
  const states = photos.map(
    ({ state, words: sentence }) =>
      html`<p class="${state === 'lost' || state === 'refused' ? 'alert' : 'sent'}">${sentence}</p>`,
  );
  return html`<div id="photos">${states}${
    kept < photosMax &&
    html`<form method="post"><input type="hidden" name="action" value="add-photo"><input type="hidden" name="commandId" value="${commandId}"><button class="btn btn-big">${words.helper.photoLater}</button></form>`
  }</div>`;
}

/** The page's part on which the photo is chosen and sent to the photo store, which leads back to `path`. */
export const photoUpload = (upload: UploadGrant, words: Words, path: string): Html =>
  html`<section class="upload"><h1 class="lead">${words.helper.photoTitle}</h1>${uploadForm(upload, words, words.helper.photoHint)}<a class="btn btn-big" href="${path}">${words.helper.withoutPhoto}</a></section>`;
