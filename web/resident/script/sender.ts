import { isKept, type KeptReport, keptReports, settle } from './kept.ts';
import { hasReceipt, post } from './post.ts';
import { withProofOfWork } from './proof-of-work.ts';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

export interface Sender {
  /** Sends all that waits, now. */
  send(): void;
  isSending(token: string): boolean;
}

export interface SenderRender {
  /** Whether its writer waits for this report here; what becomes of any other is settled on the shelf. */
  readonly isInForeground: (report: KeptReport) => boolean;
  /** Leads the writer on; the page is left. */
  readonly arrived: (report: KeptReport, outcome: 'received' | 'refused') => void;
  /** After every step. */
  readonly changed: () => void;
}

/**
 * Sends what is kept: when the line is back, when somebody looks, when it is told to, and in between, ever rarer. Two
 * pages may send the same report at once: its token makes it one.
 */
export function startSender(render: SenderRender): Sender {
  const sending = new Set<string>();
  let pauseMs = FIRST_PAUSE_MS;
  let timer = 0;

  const waiting = () => keptReports().filter((report) => report.standing === 'unsent');
  const send = () => {
    for (const report of waiting()) {
      if (!sending.has(report.token)) sendOne(report);
    }
    render.changed();
  };
  const sendOne = async (report: KeptReport) => {
    sending.add(report.token);
    const outcome = await post(await withProofOfWork(report));
    if (outcome !== 'later') {
      if (render.isInForeground(report)) return render.arrived(report, outcome);
      // Received is received, also when its writer has thrown it away meanwhile: they can take it back there.
      if (outcome === 'received' && (await hasReceipt(report))) settle(report, 'received');
      if (outcome === 'refused' && isKept(report.token)) settle(report, 'refused');
    }
    sending.delete(report.token);
    plan();
    render.changed();
  };
  const plan = () => {
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
    // The page was left in the middle of something and is back as it was.
    sending.clear();
    sendSoon();
  });
  // Another page of ours sent it, changed it or threw it away.
  window.addEventListener('storage', () => render.changed());
  return { send: sendSoon, isSending: (token) => sending.has(token) };
}

/** Telephones that lost the same line do not all come back in the same second. */
function jittered(ms: number): number {
  const chance = crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
  return ms * (0.75 + chance / 512);
}
