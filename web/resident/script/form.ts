import { keepDraft } from './draft.ts';
import { sendByOutbox } from './form-outbox.ts';
import { pickPhotos } from './form-photos.ts';
import { whenReady } from './page-ready.ts';
import { pressOnce } from './press.ts';
import { workWhileTyping } from './proof-of-work.ts';

whenReady(() => {
  const form = document.querySelector<HTMLFormElement>('form.form');
  if (form === null) return;
  const place = location.pathname.split('/').pop() ?? '';
  keepDraft(form, place);
  pressOnce(form);
  workWhileTyping(form);
  sendByOutbox(form, place);
  pickPhotos(form, place);
});
