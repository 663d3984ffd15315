import { fieldsOf, fillIn, forgetDraft, isSensitive, noteSent, type Typed } from './draft.ts';
import { forgetReport, isUnfinished, type KeptReport, keepReport, keptReports, settle } from './kept.ts';
import { type KeptAction, keptPanel } from './kept-panel.ts';
import { forgetTooOld, mostSpecific } from './outbox.ts';
import { receiptOf } from './post.ts';
import { forgetProofOfWork } from './proof-of-work.ts';
import { startSender } from './sender.ts';
import { freshToken } from './token.ts';

/** So long an answer may take before its writer is told that the report is kept. */
const NOTIFIED_AFTER_MS = 1_500;

/**
 * A report is kept before it is sent and until its receipt is seen, so that no dead line, lost answer or closed page
 * loses it or makes two of it. Where nothing can be kept, the form is sent as if there were no script.
 */
export function sendByOutbox(form: HTMLFormElement, place: string): void {
  const token = form.querySelector<HTMLInputElement>('input[name=token]');
  if (token === null) return;
  /** The report that its writer waits for on this page. */
  let front: string | undefined;
  /** Whether it stands there in place of the form. */
  let isVisibleToResident = false;

  const panel = keptPanel((action) => {
    const report = keptReports().filter((one) => one.token === front)[0];
    if (action === 'try') sender.send();
    else if (action === 'seen') forgetTooOld();
    else if (report !== undefined) afterwards[action](report);
    changed();
  });
  const afterwards: Readonly<Record<Exclude<KeptAction, 'try' | 'seen'>, (report: KeptReport) => void>> = {
    change: (report) => {
      bringBack(report);
      showForm();
    },
    discard: (report) => {
      forgetReport(report.token);
      beginAnew();
    },
    another: () => beginAnew(),
  };
  const bringBack = (report: KeptReport) => {
    forgetReport(report.token);
    fillIn(form, report.typed);
    token.value = report.token;
    // So that it is a draft again.
    form.dispatchEvent(new Event('input'));
  };
  const beginAnew = () => {
    form.reset();
    forgetProofOfWork(form);
    token.value = freshToken();
    showForm();
  };
  const showForm = () => {
    front = undefined;
    isVisibleToResident = false;
    form.hidden = false;
    form.querySelector('#send')?.removeAttribute('aria-disabled');
    form.querySelector<HTMLElement>('.pick')?.focus();
  };
  const showKept = () => {
    isVisibleToResident = true;
    form.hidden = true;
    changed();
    panel?.focus();
  };
  const changed = () => {
    const all = keptReports();
    const waited = all.filter((report) => report.token === front && report.standing === 'unsent')[0];
    // Another page of ours has dealt with it.
    if (front !== undefined && waited === undefined) showForm();
    const shown = isVisibleToResident ? waited : mostSpecific(all.filter((report) => report.token !== front));
    if (shown === undefined) panel?.hide();
    else panel?.show(shown, { isSending: sender.isSending(shown.token), mayChange: isVisibleToResident });
  };
  const sender = startSender({
    isInForeground: (report) => report.token === front,
    arrived: (report, outcome) => {
      if (outcome === 'received') return location.assign(receiptOf(report));
      // What is wrong with it the server's own page says best.
      bringBack(report);
      noteSent(place);
      form.submit();
    },
    changed: () => {
      if (front !== undefined && !isVisibleToResident && !sender.isSending(front)) showKept();
      else changed();
    },
  });

  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    const report = reportIn(form, place, token.value);
    if (!isWhole(report.typed) || !canSend() || !keepReport(report)) {
      noteSent(place);
      return;
    }
    event.preventDefault();
    forgetDraft(place);
    front = report.token;
    window.setTimeout(() => {
      if (front === report.token && !isVisibleToResident) showKept();
    }, NOTIFIED_AFTER_MS);
    sender.send();
  });

  // Whoever comes back to what is unfinished sees that first, and it is tried before anything new can be sent. What was
  // refused elsewhere can be changed here.
  const unfinished = keptReports().filter((one) => one.place === place && isUnfinished(one))[0];
  if (unfinished !== undefined && document.getElementById('errors') === null) {
    front = settle(unfinished, 'unsent').token;
    showKept();
  }
  sender.send();
}

const reportIn = (form: HTMLFormElement, place: string, token: string): KeptReport => {
  const typed = fieldsOf(form);
  return {
    ...{ token, place, query: chosenIn(location.search), at: Date.now() },
    ...{ isSensitive: isSensitive(form, typed), standing: 'unsent', typed },
  };
};

/** What could be a report at all; anything less the server answers at once with what is missing. */
const isWhole = (typed: Typed): boolean => typed.tile !== undefined && typed.what !== undefined;

/** It came after `fetch` everywhere. */
const canSend = (): boolean => 'AbortController' in window;

/** Language and size, and nothing that a messenger added. */
const chosenIn = (query: string): string => {
  const chosen = query.match(/\b(lang|size)=[\w-]+/g);
  return chosen === null ? '' : `?${chosen.join('&')}`;
};
