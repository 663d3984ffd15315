import { fieldsOf, fillIn, forgetDraft, isSensitive, noteSent, type Typed } from './draft.ts';
import { forgetReport, isUnfinished, type KeptReport, keepReport, keptReports, settle } from './kept.ts';
import { type KeptAction, keptPanel } from './kept-panel.ts';
import { forgetTooOld, mostSpecific } from './outbox.ts';
import { receiptOf } from './post.ts';
import { forgetProofOfWork } from './proof-of-work.ts';
import { startSender } from './sender.ts';
import { freshToken } from './token.ts';

/** The time without a response after which the page says that the report is kept. */
const SHOW_PANEL_AFTER_MS = 1_500;

/**
 * Keeps a report before it is sent until its receipt is shown, so that no lost connection, lost response or closed page
 * loses or duplicates it. Where nothing can be kept, the form is sent as without a script.
 */
export function sendByOutbox(form: HTMLFormElement, place: string): void {
  const token = form.querySelector<HTMLInputElement>('input[name=token]');
  if (token === null) return;
  /** The token of the report that the resident is waiting for on this page. */
  let awaitedToken: string | undefined;
  /** Whether the panel of that report is shown in place of the form. */
  let isPanelShown = false;

  const panel = keptPanel((action) => {
    const report = keptReports().filter((one) => one.token === awaitedToken)[0];
    if (action === 'try') sender.send();
    else if (action === 'seen') forgetTooOld();
    else if (report !== undefined) actions[action](report);
    update();
  });
  const actions: Readonly<Record<Exclude<KeptAction, 'try' | 'seen'>, (report: KeptReport) => void>> = {
    change: (report) => {
      restoreToForm(report);
      showForm();
    },
    discard: (report) => {
      forgetReport(report.token);
      startNewReport();
    },
    another: () => startNewReport(),
  };
  const restoreToForm = (report: KeptReport) => {
    forgetReport(report.token);
    fillIn(form, report.typed);
    token.value = report.token;
    // Makes it a draft again.
    form.dispatchEvent(new Event('input'));
  };
  const startNewReport = () => {
    form.reset();
    forgetProofOfWork(form);
    token.value = freshToken();
    showForm();
  };
  const showForm = () => {
    awaitedToken = undefined;
    isPanelShown = false;
    form.hidden = false;
    form.querySelector('#send')?.removeAttribute('aria-disabled');
    form.querySelector<HTMLElement>('.pick')?.focus();
  };
  const showKept = () => {
    isPanelShown = true;
    form.hidden = true;
    update();
    panel?.focus();
  };
  const update = () => {
    const all = keptReports();
    const awaited = all.filter((report) => report.token === awaitedToken && report.standing === 'unsent')[0];
    // Another tab has sent or changed it.
    if (awaitedToken !== undefined && awaited === undefined) showForm();
    const shown = isPanelShown
      ? awaited
      : mostSpecific(all.filter((report) => report.token !== awaitedToken));
    if (shown === undefined) panel?.hide();
    else panel?.show(shown, { isSending: sender.isSending(shown.token), mayChange: isPanelShown });
  };
  const sender = startSender({
    isInForeground: (report) => report.token === awaitedToken,
    arrived: (report, outcome) => {
      if (outcome === 'received') return location.assign(receiptOf(report));
      // Submits the form without the script, so that the server's page shows the errors.
      restoreToForm(report);
      noteSent(place);
      form.submit();
    },
    changed: () => {
      if (awaitedToken !== undefined && !isPanelShown && !sender.isSending(awaitedToken)) showKept();
      else update();
    },
  });

  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    const report = reportIn(form, place, token.value);
    if (!isComplete(report.typed) || !canSend() || !keepReport(report)) {
      noteSent(place);
      return;
    }
    event.preventDefault();
    forgetDraft(place);
    awaitedToken = report.token;
    window.setTimeout(() => {
      if (awaitedToken === report.token && !isPanelShown) showKept();
    }, SHOW_PANEL_AFTER_MS);
    sender.send();
  });

  // An unfinished report of this place is shown first and sent before a new one. A report that was refused on another
  // page can be changed here.
  const unfinished = keptReports().filter((one) => one.place === place && isUnfinished(one))[0];
  if (unfinished !== undefined && document.getElementById('errors') === null) {
    awaitedToken = settle(unfinished, 'unsent').token;
    showKept();
  }
  sender.send();
}

const reportIn = (form: HTMLFormElement, place: string, token: string): KeptReport => {
  const typed = fieldsOf(form);
  return {
    token,
    place,
    query: chosenIn(location.search),
    at: Date.now(),
    isSensitive: isSensitive(form, typed),
    standing: 'unsent',
    typed,
  };
};

/** Whether the required fields are filled; otherwise the server's page shows at once what is missing. */
const isComplete = (typed: Typed): boolean => typed.tile !== undefined && typed.what !== undefined;

/** `AbortController` is newer than `fetch` in every browser. */
const canSend = (): boolean => 'AbortController' in window;

/** Keeps language and size of a query, without fields that a messenger added. */
const chosenIn = (query: string): string => {
  const chosen = query.match(/\b(lang|size)=[\w-]+/g);
  return chosen === null ? '' : `?${chosen.join('&')}`;
};
