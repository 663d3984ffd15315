import { type DurationWords, duration } from '../components/duration.ts';

const EVERY_MS = 30_000;
const AT_MOST_MS = 8 * 60_000;
const MINUTES_MS = 10_000;

/**
 * Asks every half minute whether anything changed, by the tag of what is shown; rarer while nobody answers, and not
 * at all while nobody looks. Gives a way to be asked sooner, once.
 */
export function followReportedCase(): (inMs: number) => void {
  let waitMs = EVERY_MS;
  let dueAt = Date.now() + waitMs;
  let timer = 0;
  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = window.setTimeout(ask, Math.max(dueAt - Date.now(), 0));
  };
  const ask = () => {
    fetch(location.href, { headers: { 'If-None-Match': news().dataset.tag ?? '' } })
      .then((answer) => {
        if (answer.status === 304) return undefined;
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text().then(show);
      })
      .then(
        () => {
          waitMs = EVERY_MS;
        },
        () => {
          waitMs = Math.min(waitMs * 2, AT_MOST_MS);
        },
      )
      .then(() => {
        dueAt = Date.now() + waitMs;
        plan();
      });
  };
  document.addEventListener('visibilitychange', () => {
    reportMinutes();
    plan();
  });
  plan();
  servedAt = Date.now();
  window.setInterval(reportMinutes, MINUTES_MS);
  return (inMs) => void window.setTimeout(ask, inMs);
}

/** Holds what the script knows of the page, and says to those who listen what changed on it. */
function news(): HTMLElement {
  const found = document.getElementById('news');
  if (found === null) throw new Error('a page of another kind');
  return found;
}

/** By the telephone's clock, of which only the distance to now is believed. */
let servedAt = 0;

/** Minutes go by on the page too; nothing of it is read out, and seconds are nobody's friend. */
function reportMinutes(): void {
  const informed = news().dataset;
  const now = Number(informed.now) + Date.now() - servedAt;
  const words = JSON.parse(informed.words ?? '{}') as DurationWords;
  for (const one of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const said = duration(Number(one.dataset.until) - now, words);
    if (one.textContent !== said) one.textContent = said;
  }
}

/** Puts in what is new, and leaves alone what somebody is writing. */
function show(page: string): void {
  const fresh = new DOMParser().parseFromString(page, 'text/html');
  const informed = news();
  const next = fresh.getElementById('news');
  if (next === null) throw new Error('a page of another kind');
  for (const id of ['standing', 'actions', 'photos', 'so-far']) {
    const before = document.getElementById(id);
    const after = fresh.getElementById(id);
    if (before === null || after === null || isWriting(before)) continue;
    const hadFocus = before.contains(document.activeElement);
    before.innerHTML = after.innerHTML;
    if (hadFocus) before.querySelector('a')?.focus();
  }
  servedAt = Date.now();
  document.title = fresh.title;
  informed.dataset.tag = next.dataset.tag;
  informed.dataset.now = next.dataset.now;
  informed.textContent = ['h1', '.by']
    .map((part) => document.querySelector(`#standing ${part}`)?.textContent ?? '')
    .join(' ');
}

const isWriting = (part: HTMLElement): boolean =>
  part.querySelector('form') !== null &&
  (part.contains(document.activeElement) ||
    Array.from(part.querySelectorAll('textarea')).some((field) => field.value !== ''));
