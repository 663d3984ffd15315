import { shrink } from './shrink.ts';
import { freshToken } from './token.ts';
import { dropPhoto, type KeptPhoto, keepPhoto, keptPhotos } from './upload-queue.ts';

/** The texts of the picker. */
export type PhotoWords = Readonly<
  Record<'remove' | 'preparing' | 'ready' | 'unreadable' | 'full' | 'sending' | 'sent' | 'waiting', string>
>;

/** The photo picker. */
export interface Picker {
  readonly words: PhotoWords;
  /** Shows and announces a text; it may contain `{number}` and `{count}`. */
  say(sentence: string, number?: number, count?: number): void;
  /** Shows the photos that are not sent yet. */
  show(): Promise<void>;
}

/**
 * Takes photos one at a time, shrinks them and keeps them on the phone, so that a reload does not lose them. Returns
 * `undefined` in a browser that cannot; then photos are sent one by one from the receipt page.
 */
export function startPicker(
  owner: () => { readonly place: string; readonly token: string },
  picked: () => void,
): Picker | undefined {
  const root = document.querySelector<HTMLElement>('.picker');
  const input = root?.querySelector('input');
  const list = root?.querySelector('ul');
  const status = root?.querySelector('p');
  if (!root || !input || !list || !status || !window.indexedDB || !HTMLCanvasElement.prototype.toBlob)
    return undefined;
  const words = JSON.parse(root.dataset.words ?? '{}') as PhotoWords;
  const photosMax = Number(root.dataset.max);

  const say: Picker['say'] = (sentence, number = 0, count = 0) => {
    status.textContent = sentence.replace('{number}', String(number)).replace('{count}', String(count));
  };
  const photosOfOwner = () =>
    keptPhotos().then((photos) => photos.filter((photo) => photo.token === owner().token));
  const show = () => photosOfOwner().then(draw);
  const draw = (photos: readonly KeptPhoto[]) => {
    for (const image of list.querySelectorAll('img')) URL.revokeObjectURL(image.src);
    list.textContent = '';
    photos.forEach((photo, index) => {
      list.appendChild(item(photo, words.remove.replace('{number}', String(index + 1)), show));
    });
  };

  input.addEventListener('change', () => {
    const file = input.files?.[0];
    input.value = '';
    if (file === undefined) return;
    say(words.preparing);
    photosOfOwner()
      .then((photos) => {
        if (photos.length >= photosMax) return say(words.full);
        return shrink(file)
          .then((picture) => keepPhoto(photoOf(picture, owner())))
          .then(() => {
            say(words.ready);
            return show().then(picked);
          });
      })
      .catch(() => say(words.unreadable));
  });
  document.documentElement.classList.add('shots-on');
  return { words, say, show };
}

const photoOf = (picture: Blob, owner: { readonly place: string; readonly token: string }): KeptPhoto => ({
  id: freshToken(),
  place: owner.place,
  token: owner.token,
  at: Date.now(),
  picture,
  isBound: owner.place === '',
});

function item(photo: KeptPhoto, label: string, changed: () => void): HTMLElement {
  const row = document.createElement('li');
  const image = new Image();
  image.src = URL.createObjectURL(photo.picture);
  image.alt = '';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn';
  button.textContent = label;
  button.addEventListener('click', () => {
    dropPhoto(photo.id).then(changed);
  });
  row.appendChild(image);
  row.appendChild(button);
  return row;
}
