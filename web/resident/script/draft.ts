import { inTab, onPhone } from './browser-store.ts';

/** The values of a form by field name. */
export type Typed = Readonly<Record<string, string>>;

interface Draft {
  readonly at: number;
  readonly typed: Typed;
}

const PREFIX = 'draft:';
const KEPT_MS = 24 * 60 * 60 * 1000;
/** The key for the place whose form this tab has sent, until its receipt is shown. */
const SENT = 'sent';

const keyOf = (place: string): string => PREFIX + place;

/** The values that a form would send, without its token, which belongs to one report. */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  new FormData(form).forEach((value, name) => {
    if (name !== 'token' && typeof value === 'string' && value.trim() !== '') fields[name] = value;
  });
  return fields;
}

/** The values that the resident entered, without hidden fields, which each served page sets anew. */
function typedIn(form: HTMLFormElement): Typed {
  const typed = fieldsOf(form);
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type=hidden]')) {
    delete typed[field.name];
  }
  return typed;
}

/** A type is sensitive if its part of the page offers a quick exit. */
export const isSensitive = (form: HTMLFormElement, typed: Typed): boolean =>
  typed.tile !== undefined && form.querySelector(`.ask-${typed.tile} .leave`) !== null;

/**
 * Keeps a draft of the form for a day, so that it survives a reload, a change of language, and a messenger that reloads
 * the page after a photo. The draft of a sensitive case is kept in the tab only, and deleted when the resident uses the
 * quick exit.
 */
export function keepDraft(form: HTMLFormElement, place: string): void {
  forgetOld();
  // A page with errors already contains the entered values.
  if (document.getElementById('errors') === null) {
    restore(form, place);
    window.addEventListener('pageshow', (event) => {
      if (!event.persisted) clearRestoredForm(form, place);
    });
  }
  const saveDraft = () => {
    const typed = typedIn(form);
    const store = isSensitive(form, typed) ? inTab : onPhone;
    const other = store === inTab ? onPhone : inTab;
    other.remove(keyOf(place));
    if (Object.keys(typed).length === 0) store.remove(keyOf(place));
    else store.write(keyOf(place), { at: Date.now(), typed } satisfies Draft);
  };
  form.addEventListener('input', saveDraft);
  form.addEventListener('change', saveDraft);
  form.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.leave') !== null) forgetDraft(place);
  });
}

export function forgetDraft(place: string): void {
  for (const store of [onPhone, inTab]) store.remove(keyOf(place));
}

/** Notes that the form was sent; the draft is kept until the receipt is shown. */
export const noteSent = (place: string): boolean => inTab.write(SENT, place);

/** Deletes the sent draft once its receipt is shown, so that the next form of that place is empty. */
export function forgetSent(): void {
  const place = inTab.read(SENT);
  if (typeof place === 'string') forgetDraft(place);
  inTab.remove(SENT);
}

function restore(form: HTMLFormElement, place: string): void {
  const draft = (inTab.read(keyOf(place)) ?? onPhone.read(keyOf(place))) as Draft | null;
  if (draft !== null) fillIn(form, draft.typed);
}

/** Fills a form with kept values. */
export function fillIn(form: HTMLFormElement, values: Typed): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'radio') {
      field.checked = values[field.name] === field.value;
    } else if (isTextField(field) && field.type !== 'hidden') {
      field.value = values[field.name] ?? '';
      if (field.value !== '') field.closest('details')?.setAttribute('open', '');
    }
  }
}

/**
 * Clears a form that the browser restored. Some browsers restore the values of a sent form under a new token when the
 * reader goes back, which would make two reports. If drafts can be kept and there is none, the form was sent or
 * discarded.
 */
function clearRestoredForm(form: HTMLFormElement, place: string): void {
  const isDraft = [onPhone, inTab].some((store) => store.read(keyOf(place)) !== null);
  if (!isDraft && inTab.write(SENT, inTab.read(SENT))) form.reset();
}

const isTextField = (field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  field instanceof HTMLInputElement ||
  field instanceof HTMLTextAreaElement ||
  field instanceof HTMLSelectElement;

/** Deletes drafts older than a day, of all places, and drafts from the future, after the phone's clock was set back. */
export function forgetOld(): void {
  const now = Date.now();
  for (const store of [onPhone, inTab]) {
    for (const key of store.keys()) {
      if (key.indexOf(PREFIX) !== 0) continue;
      const at = (store.read(key) as Draft | null)?.at ?? 0;
      if (!(at <= now && now - at < KEPT_MS)) store.remove(key);
    }
  }
}
