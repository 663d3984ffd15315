import { type Signal, signal } from '@preact/signals';

/**
 * What a person typed and has not sent, by case and box. It lies on this machine under the person's id, so that it
 * outlives a reload, an expired sign-in and a browser that was killed; it goes when the person signs out or another signs in.
 */
const PREFIX = 'huiying.draft/';
const PERSON = 'huiying.person';

let owner = '';
const drafts = new Map<string, Signal<string>>();

/** Says who types here. What somebody else left is removed, unread. */
export function beginDrafts(person: string): void {
  if (localStorage.getItem(PERSON) !== person) forgetDrafts();
  localStorage.setItem(PERSON, person);
  owner = person;
}

/** Removes all that anybody typed here. */
export function forgetDrafts(): void {
  drafts.clear();
  owner = '';
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) || key === PERSON) localStorage.removeItem(key);
  }
}

/** Where what this person keeps about something is stored; it goes with the drafts. */
export const storedUnder = (about: string): string => `${PREFIX}${owner}/${about}/`;

const keyOf = (about: string, box: string): string => storedUnder(about) + box;

/** The draft of a box, shared by everything that shows it. */
export function draftOf(about: string, box: string): Signal<string> {
  const key = keyOf(about, box);
  const found = drafts.get(key) ?? signal(localStorage.getItem(key) ?? '');
  drafts.set(key, found);
  return found;
}

/** Removes a draft that was sent, unless somebody wrote on while it was on its way. */
export function clearDraft(about: string, box: string, sent: string): void {
  if (draftOf(about, box).peek() === sent) writeDraft(about, box, '');
}

export function writeDraft(about: string, box: string, text: string): void {
  const key = keyOf(about, box);
  draftOf(about, box).value = text;
  if (text === '') localStorage.removeItem(key);
  else localStorage.setItem(key, text);
}
