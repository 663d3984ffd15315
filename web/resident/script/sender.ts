import { isKept, type KeptReport, keptReports, settle } from './kept.ts';
import { hasReceipt, post } from './post.ts';
import { withProofOfWork } from './proof-of-work.ts';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

export interface Sender {
  /** Sends all unsent reports now. */
  send(): void;
  isSending(token: string): boolean;
}

export interface SenderCallbacks {
  /** Whether the resident is waiting for this report on this page; other reports are only updated in the storage. */
  readonly isInForeground: (report: KeptReport) => boolean;
  /** Called with the result of the awaited report; navigates away from the page. */
  readonly arrived: (report: KeptReport, outcome: 'received' | 'refused') => void;
  /** Called after each step. */
  readonly changed: () => void;
}

/**
 * Sends kept reports: when the connection returns, when the page becomes visible, on request, and in between with
 * growing pauses. Two tabs may send the same report at once: its token makes it one.
 */
export function startSender(callbacks: SenderCallbacks): Sender {
  const sending = new Set<string>();
  let pauseMs = FIRST_PAUSE_MS;
  let timer = 0;

  const waiting = () => keptReports().filter((report) => report.standing === 'unsent');
  const send = () => {
    for (const report of waiting()) {
      if (!sending.has(report.token)) sendOne(report);
    }
    callbacks.changed();
  };
  const sendOne = async (report: KeptReport) => {
    sending.add(report.token);
    const outcome = await post(await withProofOfWork(report));
    if (outcome !== 'later') {
      if (callbacks.isInForeground(report)) return callbacks.arrived(report, outcome);
      // Also when the resident discarded it meanwhile: it was received, and can be withdrawn on its page.
      if (outcome === 'received' && (await hasReceipt(report))) settle(report, 'received');
      if (outcome === 'refused' && isKept(report.token)) settle(report, 'refused');
    }
    sending.delete(report.token);
    schedule();
    callbacks.changed();
  };
  const schedule = () => {
    clearTimeout(timer);
    if (document.hidden || waiting().length === 0) return;
    timer = window.setTimeout(send, jittered(pauseMs));
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };
  const sendSoon = () => {
    pauseMs = FIRST_PAUSE_MS;
    send();
  };

  window.addEventListener('online', sendSoon);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) sendSoon();
  });
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    // The page was restored from the browser's cache; requests that were running when it was left are lost.
    sending.clear();
    sendSoon();
  });
  // Another tab has sent, changed or discarded a report.
  window.addEventListener('storage', () => callbacks.changed());
  return { send: sendSoon, isSending: (token) => sending.has(token) };
}

/** Adds jitter, so that phones that lost the same network do not all retry in the same second. */
function jittered(ms: number): number {
  const random = crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
  return ms * (0.75 + random / 512);
}
