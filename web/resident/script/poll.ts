import { type DurationWords, duration } from '../components/duration.ts';

const EVERY_MS = 30_000;
const PAUSE_MS_MAX = 8 * 60_000;
const MINUTES_MS = 10_000;

/**
 * Polls the page every 30 s with its ETag; less often after errors, and not while the page is hidden. Returns a
 * function that requests one earlier poll.
 */
export function followReportedCase(): (inMs: number) => void {
  let waitMs = EVERY_MS;
  let dueAt = Date.now() + waitMs;
  let timer = 0;
  const schedule = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = window.setTimeout(poll, Math.max(dueAt - Date.now(), 0));
  };
  const poll = () => {
    fetch(location.href, { headers: { 'If-None-Match': liveRegion().dataset.tag ?? '' } })
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
          waitMs = Math.min(waitMs * 2, PAUSE_MS_MAX);
        },
      )
      .then(() => {
        dueAt = Date.now() + waitMs;
        schedule();
      });
  };
  document.addEventListener('visibilitychange', () => {
    updateMinutes();
    schedule();
  });
  schedule();
  servedAt = Date.now();
  window.setInterval(updateMinutes, MINUTES_MS);
  return (inMs) => void window.setTimeout(poll, inMs);
}

/** The live region: it holds the script's data and announces changes to screen readers. */
function liveRegion(): HTMLElement {
  const found = document.getElementById('news');
  if (found === null) throw new Error('a page of another kind');
  return found;
}

/** When the page was served, by the phone's clock. Only differences of that clock are used. */
let servedAt = 0;

/** Updates the remaining minutes; they are not announced. */
function updateMinutes(): void {
  const region = liveRegion().dataset;
  const now = Number(region.now) + Date.now() - servedAt;
  const words = JSON.parse(region.words ?? '{}') as DurationWords;
  for (const one of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const text = duration(Number(one.dataset.until) - now, words);
    if (one.textContent !== text) one.textContent = text;
  }
}

/** Replaces the changed parts of the page, except a form that the reader is filling in. */
function show(page: string): void {
  const received = new DOMParser().parseFromString(page, 'text/html');
  const region = liveRegion();
  const next = received.getElementById('news');
  if (next === null) throw new Error('a page of another kind');
  for (const id of ['standing', 'actions', 'photos', 'so-far']) {
    const before = document.getElementById(id);
    const after = received.getElementById(id);
    if (before === null || after === null || isWriting(before)) continue;
    const hadFocus = before.contains(document.activeElement);
    before.innerHTML = after.innerHTML;
    if (hadFocus) before.querySelector('a')?.focus();
  }
  servedAt = Date.now();
  document.title = received.title;
  region.dataset.tag = next.dataset.tag;
  region.dataset.now = next.dataset.now;
  region.textContent = ['h1', '.by']
    .map((part) => document.querySelector(`#standing ${part}`)?.textContent ?? '')
    .join(' ');
}

const isWriting = (part: HTMLElement): boolean =>
  part.querySelector('form') !== null &&
  (part.contains(document.activeElement) ||
    Array.from(part.querySelectorAll('textarea')).some((field) => field.value !== ''));
