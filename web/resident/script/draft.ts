import { inTab, onPhone } from './stored-list.ts';

/** What was typed, by the names of the fields. */
export type Typed = Readonly<Record<string, string>>;

interface Draft {
  readonly at: number;
  readonly typed: Typed;
}

const PREFIX = 'draft:';
const KEPT_MS = 24 * 60 * 60 * 1000;
/** The place whose form this tab has sent, until its receipt is seen. */
const SENT = 'sent';

const keyOf = (place: string): string => PREFIX + place;

/** What a form would send, besides its token: that belongs to one report, and the next one gets its own. */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  new FormData(form).forEach((value, name) => {
    if (name !== 'token' && typeof value === 'string' && value.trim() !== '') fields[name] = value;
  });
  return fields;
}

/** What its writer typed and chose. Hidden fields belong to the page that was served, and the next one brings its own. */
function typedIn(form: HTMLFormElement): Typed {
  const typed = fieldsOf(form);
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type=hidden]')) {
    delete typed[field.name];
  }
  return typed;
}

/** Where somebody may look over the reader's shoulder, the page offers a way out. */
export const isSensitive = (form: HTMLFormElement, typed: Typed): boolean =>
  typed.tile !== undefined && form.querySelector(`.ask-${typed.tile} .leave`) !== null;

/**
 * Keeps what is typed for a day, through a reload, another language, and a messenger that loads the page anew after
 * a photo. A sensitive case is kept by the tab alone, and not at all once its reader has left in a hurry.
 */
export function keepDraft(form: HTMLFormElement, place: string): void {
  forgetOld();
  // What the server sent back is what was typed, with what to change.
  if (document.getElementById('errors') === null) {
    restore(form, place);
    window.addEventListener('pageshow', (event) => {
      if (!event.persisted) forgetLeftovers(form, place);
    });
  }
  const keep = () => {
    const typed = typedIn(form);
    const storedList = isSensitive(form, typed) ? inTab : onPhone;
    const other = storedList === inTab ? onPhone : inTab;
    other.remove(keyOf(place));
    if (Object.keys(typed).length === 0) storedList.remove(keyOf(place));
    else storedList.write(keyOf(place), { at: Date.now(), typed } satisfies Draft);
  };
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
  form.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.leave') !== null) forgetDraft(place);
  });
}

export function forgetDraft(place: string): void {
  for (const storedList of [onPhone, inTab]) storedList.remove(keyOf(place));
}

/** The form is on its way; whether it arrives, only the receipt knows. */
export const noteSent = (place: string): boolean => inTab.write(SENT, place);

/** The receipt is there, so that the next form of that place begins empty. */
export function forgetSent(): void {
  const place = inTab.read(SENT);
  if (typeof place === 'string') forgetDraft(place);
  inTab.remove(SENT);
}

function restore(form: HTMLFormElement, place: string): void {
  const draft = (inTab.read(keyOf(place)) ?? onPhone.read(keyOf(place))) as Draft | null;
  if (draft !== null) fillIn(form, draft.typed);
}

/** Puts what was typed back where it was typed. */
export function fillIn(form: HTMLFormElement, was: Typed): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'radio') {
      field.checked = was[field.name] === field.value;
    } else if (isWritten(field) && field.type !== 'hidden') {
      field.value = was[field.name] ?? '';
      if (field.value !== '') field.closest('details')?.setAttribute('open', '');
    }
  }
}

/**
 * Some browsers fill a page anew when somebody goes back to it: with what was sent, under another token, which would
 * make two reports of one. Where drafts can be kept, what is no draft has been sent or given up.
 */
function forgetLeftovers(form: HTMLFormElement, place: string): void {
  const isDraft = [onPhone, inTab].some((storedList) => storedList.read(keyOf(place)) !== null);
  if (!isDraft && inTab.write(SENT, inTab.read(SENT))) form.reset();
}

const isWritten = (field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  field instanceof HTMLInputElement ||
  field instanceof HTMLTextAreaElement ||
  field instanceof HTMLSelectElement;

/** What nobody came back for; also that of other places, and those of a telephone whose clock was put back. */
export function forgetOld(): void {
  const now = Date.now();
  for (const storedList of [onPhone, inTab]) {
    for (const key of storedList.keys()) {
      if (key.indexOf(PREFIX) !== 0) continue;
      const at = (storedList.read(key) as Draft | null)?.at ?? 0;
      if (!(at <= now && now - at < KEPT_MS)) storedList.remove(key);
    }
  }
}
