import { startPicker } from './picker.ts';
import { dropPhoto, type KeptPhoto, keepPhoto, keptPhotos } from './upload-queue.ts';

const RETRY_MS = 15_000;
const RETRY_MS_MAX = 4 * 60_000;
/** When to poll the page after an upload: sanitizing a photo takes a moment. */
const POLL_AFTER_MS = [1_500, 6_000, 15_000];

interface Grant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Sends the kept photos of this case, and retries while the page is open. */
export function sendPhotos(token: string, pollIn: (inMs: number) => void): void {
  let waitMs = RETRY_MS;
  let timer = 0;
  let isSending = false;

  const send = () => {
    clearTimeout(timer);
    if (isSending) return;
    isSending = true;
    waiting(token)
      .then(sendAll)
      .catch(() => {
        picker?.say(picker.words.waiting);
        timer = window.setTimeout(send, waitMs);
        waitMs = Math.min(waitMs * 2, RETRY_MS_MAX);
      })
      .then(() => {
        isSending = false;
        picker?.show();
      });
  };
  const sendAll = (photos: readonly KeptPhoto[]): Promise<unknown> | undefined => {
    if (photos.length === 0) return undefined;
    // Opens the section, so that the resident sees that photos are being sent.
    document.querySelector('.picker')?.closest('details')?.setAttribute('open', '');
    let refusal = '';
    return photos
      .reduce<Promise<unknown>>(
        (before, photo, index) =>
          before.then(() => {
            picker?.say(picker.words.sending, index + 1, photos.length);
            return sendOne(token, photo).then((sentence) => {
              refusal = sentence || refusal;
              return dropPhoto(photo.id);
            });
          }),
        Promise.resolve(),
      )
      .then(() => {
        waitMs = RETRY_MS;
        picker?.say(refusal || picker.words.sent);
        POLL_AFTER_MS.forEach(pollIn);
      });
  };

  const picker = startPicker(() => ({ place: '', token }), send);
  if (picker === undefined) return;
  window.addEventListener('online', send);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) send();
  });
  send();
}

/** The kept photos of this case; binds them to it, so that no other report can take them. */
const waiting = (token: string): Promise<readonly KeptPhoto[]> =>
  keptPhotos().then((photos) => {
    const photosOfCase = photos.filter((photo) => photo.token === token);
    const unbound = photosOfCase.filter((photo) => !photo.isBound);
    return Promise.all(unbound.map((photo) => keepPhoto(bound(photo)))).then(() => photosOfCase);
  });

const bound = (photo: KeptPhoto): KeptPhoto => ({
  id: photo.id,
  place: photo.place,
  token: photo.token,
  at: photo.at,
  picture: photo.picture,
  isBound: true,
});

/**
 * Sends one photo. Resolves with the sentence of a permanent refusal, or an empty text when sent; rejects when a retry
 * may help.
 */
function sendOne(token: string, photo: KeptPhoto): Promise<string> {
  return fetch(`/v1/track/${token}/photos`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
    body: JSON.stringify({ commandId: photo.id }),
  }).then((answer) => {
    // The photo was already received, but that response was lost.
    if (answer.status === 200) return '';
    if (answer.status === 201) return answer.json().then((grant: Grant) => post(grant, photo.picture));
    if (answer.status !== 404 && answer.status !== 409) throw new Error(String(answer.status));
    return answer.json().then((problem: { readonly detail?: string }) => problem.detail ?? '');
  });
}

function post(grant: Grant, picture: Blob): Promise<string> {
  const form = new FormData();
  for (const name of Object.keys(grant.fields)) form.append(name, grant.fields[name] ?? '');
  form.append('file', picture, 'photo.jpg');
  return fetch(grant.url, { method: 'POST', body: form }).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return '';
  });
}
