import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import type { ShownPhoto } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { type Html, html } from '../html.ts';

/** What the section about photos is made of. */
export interface Photos {
  readonly words: Words;
  readonly photos: readonly ShownPhoto[];
  /** Somebody may look over the reader's shoulder: what was sent is shown when asked for. */
  readonly sensitive: boolean;
  readonly photosMax: number;
  /** Whether the case takes anything more from its resident. */
  readonly mayAdd: boolean;
  readonly hasScript: boolean;
  readonly commandId: string;
  /** Where the photo of this page may be posted to, once it was asked for. */
  readonly upload?: UploadGrant | undefined;
  /** The address of a photo that was kept. */
  readonly srcOf: (photo: string) => string;
}

/** The photos that were sent, and what became of each. */
export function photoList({ words, photos: all, sensitive, upload, srcOf }: Photos): Html | false {
  // One that has its form on this page is not on its way yet.
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
 * The way to send one more. Without a script it takes two steps, since a grant is valid for minutes only: the first
 * asks for it, the second posts the photo past us to where it is kept, and comes back.
 */
export function addPhoto(photos: Photos): Html | false {
  const { words, mayAdd, photosMax, upload, hasScript } = photos;
  const taken = photos.photos.filter(({ state }) => state === 'kept').length;
  if (!mayAdd) return false;
  if (taken >= photosMax) return html`<p class="hint">${fill(words.photos.full, { photosMax })}</p>`;
  const hint = html`<p class="hint" id="photo-h">${fill(words.photos.addHint, { photosMax })}</p>`;
  return html`<details class="act"${upload !== undefined && html` open`}><summary class="btn">${words.photos.add}</summary><div class="inside">${hint}${
    upload === undefined ? ask(photos) : uploadForm(upload, words)
  }${hasScript && upload === undefined && picker(photos, words.photos.choose)}</div></details>`;
}

const ask = ({ words, commandId }: Photos): Html =>
  html`<form class="plain" method="post" action="#add-photo"><input type="hidden" name="action" value="add-photo"><input type="hidden" name="commandId" value="${commandId}"><button class="btn btn-main">${words.photos.addStart}</button></form>`;

const uploadForm = ({ url, fields }: UploadGrant, { photos }: Words): Html =>
  html`<form method="post" action="${url}" enctype="multipart/form-data">${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<div class="field"><label class="label" for="photo-file">${photos.choose}</label><input class="input" type="file" id="photo-file" name="file" accept="image/*" required aria-describedby="photo-s"></div><p class="hint" id="photo-s">${photos.sendHint}</p><button class="btn btn-main">${photos.send}</button></form>`;

/** Where a script takes photos, makes them smaller and keeps them until they are sent. Without one it is not seen. */
export function picker({ words, photosMax }: Pick<Photos, 'words' | 'photosMax'>, label: string): Html {
  const { photos } = words;
  const said = JSON.stringify({
    remove: photos.remove,
    preparing: photos.preparing,
    ready: photos.ready,
    unreadable: photos.unreadable,
    full: fill(photos.full, { photosMax }),
    sending: photos.sending,
    sent: photos.sent,
    waiting: photos.waiting,
  });
  return html`<div class="picker" data-words="${said}" data-max="${photosMax}"><label class="label" for="photo">${label}</label><input class="input" type="file" id="photo" accept="image/*"><ul class="shots thumbs"></ul><p class="hint" role="status"></p></div>`;
}
