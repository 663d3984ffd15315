import { startPicker } from './picker.ts';
import { dropPhoto, type KeptPhoto, keepPhoto, keptPhotos } from './upload-queue.ts';

const AGAIN_MS = 15_000;
const AT_MOST_MS = 4 * 60_000;
/** How soon the page is asked for what became of a photo: it takes a moment to be looked at. */
const LOOK_MS = [1_500, 6_000, 15_000];

interface Grant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Sends the photos of this case that wait on the telephone, and goes on trying as long as the page is open. */
export function sendPhotos(token: string, look: (inMs: number) => void): void {
  let waitMs = AGAIN_MS;
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
        waitMs = Math.min(waitMs * 2, AT_MOST_MS);
      })
      .then(() => {
        isSending = false;
        picker?.show();
      });
  };
  const sendAll = (photos: readonly KeptPhoto[]): Promise<unknown> | undefined => {
    if (photos.length === 0) return undefined;
    // Where they wait is folded; that they do should be seen.
    document.querySelector('.picker')?.closest('details')?.setAttribute('open', '');
    let refusal = '';
    return photos
      .reduce<Promise<unknown>>(
        (before, photo, index) =>
          before.then(() => {
            picker?.say(picker.words.sending, index + 1, photos.length);
            return sendOne(token, photo).then((said) => {
              refusal = said || refusal;
              return dropPhoto(photo.id);
            });
          }),
        Promise.resolve(),
      )
      .then(() => {
        waitMs = AGAIN_MS;
        picker?.say(refusal || picker.words.sent);
        LOOK_MS.forEach(look);
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

/** From now on they belong to this case and to no other. */
const waiting = (token: string): Promise<readonly KeptPhoto[]> =>
  keptPhotos().then((photos) => {
    const mine = photos.filter((photo) => photo.token === token);
    const loose = mine.filter((photo) => !photo.isBound);
    return Promise.all(loose.map((photo) => keepPhoto(bound(photo)))).then(() => mine);
  });

const bound = (photo: KeptPhoto): KeptPhoto => ({
  id: photo.id,
  place: photo.place,
  token: photo.token,
  at: photo.at,
  picture: photo.picture,
  isBound: true,
});

/** What stands in its way for good, in words; nothing when it was sent. Throws for what may be tried again. */
function sendOne(token: string, photo: KeptPhoto): Promise<string> {
  return fetch(`/v1/track/${token}/photos`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
    body: JSON.stringify({ commandId: photo.id }),
  }).then((answer) => {
    // It arrived before, and only that was not heard.
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
