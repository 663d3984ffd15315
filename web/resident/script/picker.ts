import { shrink } from './shrink.ts';
import { freshToken } from './token.ts';
import { dropPhoto, type KeptPhoto, keepPhoto, keptPhotos } from './upload-queue.ts';

/** What is said about photos on this page. */
export type PhotoWords = Readonly<
  Record<'remove' | 'preparing' | 'ready' | 'unreadable' | 'full' | 'sending' | 'sent' | 'waiting', string>
>;

/** The field that takes photos, as a script has it. */
export interface Picker {
  readonly words: PhotoWords;
  /** Says something to those who look and those who listen; what is said may name `{number}` and `{count}`. */
  say(sentence: string, number?: number, count?: number): void;
  /** Shows the photos that wait. */
  show(): Promise<void>;
}

/**
 * Takes photos one at a time, makes them small and keeps them on the telephone, where a reload does not lose them.
 * `undefined` where this browser cannot: then photos are sent one by one from the receipt.
 */
export function startPicker(
  owner: () => { readonly place: string; readonly token: string },
  picked: () => void,
): Picker | undefined {
  const root = document.querySelector<HTMLElement>('.picker');
  const input = root?.querySelector('input');
  const list = root?.querySelector('ul');
  const news = root?.querySelector('p');
  if (!root || !input || !list || !news || !window.indexedDB || !HTMLCanvasElement.prototype.toBlob)
    return undefined;
  const words = JSON.parse(root.dataset.words ?? '{}') as PhotoWords;
  const most = Number(root.dataset.max);

  const say: Picker['say'] = (sentence, number = 0, count = 0) => {
    news.textContent = sentence.replace('{number}', String(number)).replace('{count}', String(count));
  };
  const mine = () => keptPhotos().then((photos) => photos.filter((photo) => photo.token === owner().token));
  const show = () => mine().then(draw);
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
    mine()
      .then((photos) => {
        if (photos.length >= most) return say(words.full);
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
