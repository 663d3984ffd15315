import { isKept } from './kept.ts';
import { startPicker } from './picker.ts';
import { dropPhoto, type KeptPhoto, keepPhoto, keptPhotos } from './upload-queue.ts';

/**
 * Photos on the form. They wait on the telephone under the token of the report and are sent by its receipt, so that
 * no photo ever keeps a report from being received.
 */
export function pickPhotos(form: HTMLFormElement, place: string): void {
  const tokenNow = () => form.querySelector<HTMLInputElement>('input[name=token]')?.value ?? '';
  const picker = startPicker(
    () => ({ place, token: tokenNow() }),
    () => undefined,
  );
  if (picker === undefined) return;
  const show = () => {
    picker.show();
  };
  takeOver(place, tokenNow()).then(show, show);
  // The form may become another report without a new page.
  form.addEventListener('reset', () => window.setTimeout(show));
  form.addEventListener('input', (event) => {
    if (!event.isTrusted) show();
  });
  form.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.leave') !== null) forget(place);
  });
}

/** A page that was loaded anew is another report; what was picked on it before belongs to the one that is now typed. */
const takeOver = (place: string, token: string): Promise<unknown> =>
  waiting(place).then((photos) => Promise.all(photos.map((photo) => keepPhoto({ ...photo, token }))));

const forget = (place: string): void => {
  waiting(place).then((photos) => photos.map((photo) => dropPhoto(photo.id)));
};

/** Those of this place that no report has been sent with. */
const waiting = (place: string): Promise<readonly KeptPhoto[]> =>
  keptPhotos().then((photos) =>
    photos.filter((photo) => photo.place === place && !photo.isBound && !isKept(photo.token)),
  );
