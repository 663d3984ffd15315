import { isKept } from './kept.ts';
import { startPicker } from './picker.ts';
import { dropPhoto, type KeptPhoto, keepPhoto, keptPhotos } from './upload-queue.ts';

/**
 * Photos on the form. They are kept on the phone under the report's token and sent from the receipt page, so that no
 * photo delays the report.
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
  moveToToken(place, tokenNow()).then(show, show);
  // The form can become another report without a new page.
  form.addEventListener('reset', () => window.setTimeout(show));
  form.addEventListener('input', (event) => {
    if (!event.isTrusted) show();
  });
  form.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.leave') !== null) forget(place);
  });
}

/** A reloaded page has a new token; photos that were picked before are moved to it. */
const moveToToken = (place: string, token: string): Promise<unknown> =>
  waiting(place).then((photos) => Promise.all(photos.map((photo) => keepPhoto({ ...photo, token }))));

const forget = (place: string): void => {
  waiting(place).then((photos) => photos.map((photo) => dropPhoto(photo.id)));
};

/** The photos of this place that do not belong to a sent report. */
const waiting = (place: string): Promise<readonly KeptPhoto[]> =>
  keptPhotos().then((photos) =>
    photos.filter((photo) => photo.place === place && !photo.isBound && !isKept(photo.token)),
  );
