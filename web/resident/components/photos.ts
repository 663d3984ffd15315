import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import type { ShownPhoto } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { type Html, html } from '../html.ts';

/** The data of the photo section. */
export interface Photos {
  readonly words: Words;
  readonly photos: readonly ShownPhoto[];
  /** For a sensitive case, photos are hidden until the reader opens them. */
  readonly sensitive: boolean;
  readonly photosMax: number;
  /** Whether the resident can still add something to the case. */
  readonly mayAdd: boolean;
  readonly hasScript: boolean;
  readonly commandId: string;
  /** The grant to upload a photo from this page, once it was requested. */
  readonly upload?: UploadGrant | undefined;
  /** The URL of a kept photo. */
  readonly srcOf: (photo: string) => string;
}

/** The resident's photos and the state of each. */
export function photoList({ words, photos: all, sensitive, upload, srcOf }: Photos): Html | false {
  // A photo whose upload form is on this page is not uploaded yet.
  const photos = upload === undefined ? all : all.filter(({ state }) => state !== 'awaited');
  const shown = photos.map(({ photo, state, words: sentence }, index) =>
    state === 'kept'
      ? html`<li><img src="${srcOf(photo)}" alt="${fill(words.photos.picture, { number: index + 1 })}" loading="lazy"></li>`
      : html`<li><p class="${state === 'awaited' ? 'hint' : 'alert'}">${sentence}</p></li>`,
  );
  const list = html`<ul class="shots">${shown}</ul>`;
  return (
    photos.length > 0 &&
    html`<section class="part" aria-labelledby="photos-h"><h2 id="photos-h">${words.photos.title}</h2>${
      sensitive ? html`<details class="fold"><summary>${words.track.reveal}</summary>${list}</details>` : list
    }</section>`
  );
}

/**
 * The form to add a photo. Without a script it takes two steps, since a grant is valid for minutes only: the first
 * requests the grant, the second uploads the photo directly to the photo store, which redirects back.
 */
export function addPhoto(photos: Photos): Html | false {
  const { words, mayAdd, photosMax, upload, hasScript } = photos;
  const keptCount = photos.photos.filter(({ state }) => state === 'kept').length;
  if (!mayAdd) return false;
  if (keptCount >= photosMax) return html`<p class="hint">${fill(words.photos.full, { photosMax })}</p>`;
  const hint = html`<p class="hint" id="photo-h">${fill(words.photos.addHint, { photosMax })}</p>`;
  return html`<details class="act"${upload !== undefined && html` open`}><summary class="btn">${words.photos.add}</summary><div class="inside">${hint}${
    upload === undefined ? requestGrantForm(photos) : uploadForm(upload, words, words.photos.sendHint)
  }${hasScript && upload === undefined && picker(photos, words.photos.choose)}</div></details>`;
}

const requestGrantForm = ({ words, commandId }: Photos): Html =>
  html`<form class="plain" method="post" action="#add-photo"><input type="hidden" name="action" value="add-photo"><input type="hidden" name="commandId" value="${commandId}"><button class="btn btn-main">${words.photos.addStart}</button></form>`;

/** The form that uploads a photo directly to the photo store. */
export const uploadForm = ({ url, fields }: UploadGrant, { photos }: Words, hint: string): Html =>
  html`<form method="post" action="${url}" enctype="multipart/form-data">${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<div class="field"><label class="label" for="photo-file">${photos.choose}</label><input class="input" type="file" id="photo-file" name="file" accept="image/*" required aria-describedby="photo-s"></div><p class="hint" id="photo-s">${hint}</p><button class="btn btn-main">${photos.send}</button></form>`;

/**
 * The photo picker of the script, which shrinks photos and keeps them until they are sent. It is hidden without a
 * script.
 */
export function picker({ words, photosMax }: Pick<Photos, 'words' | 'photosMax'>, label: string): Html {
  const { photos } = words;
  const texts = JSON.stringify({
    remove: photos.remove,
    preparing: photos.preparing,
    ready: photos.ready,
    unreadable: photos.unreadable,
    full: fill(photos.full, { photosMax }),
    sending: photos.sending,
    sent: photos.sent,
    waiting: photos.waiting,
  });
  return html`<div class="picker" data-words="${texts}" data-max="${photosMax}"><label class="label" for="photo">${label}</label><input class="input" type="file" id="photo" accept="image/*"><ul class="shots thumbs"></ul><p class="hint" role="status"></p></div>`;
}
