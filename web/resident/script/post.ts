import type { KeptReport } from './kept.ts';

/** `refused` is what sending it again would not change. */
export type Outcome = 'received' | 'refused' | 'later';

/** On one bar of signal an answer takes long; after this, it is asked for anew. */
const PATIENCE_MS = 20_000;
/** Too slow, too early, too many: all of them pass. */
const PASSING: readonly number[] = [408, 425, 429];

/** Sends a report once, as its form would. The server leads on to the receipt, which is how it says "received". */
export async function post(report: KeptReport): Promise<Outcome> {
  const body = new URLSearchParams();
  for (const name of Object.keys(report.typed)) body.append(name, report.typed[name] ?? '');
  body.append('token', report.token);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const address = `/q/${report.place}${report.query}`;
    const answer = await fetch(address, {
      ...{ method: 'POST', body, redirect: 'manual', signal: patience.signal },
    });
    if (answer.type === 'opaqueredirect') return 'received';
    const isTheirs = answer.status >= 400 && answer.status < 500;
    return isTheirs && PASSING.indexOf(answer.status) < 0 ? 'refused' : 'later';
  } catch {
    return 'later';
  } finally {
    clearTimeout(timer);
  }
}

export const receiptOf = (report: KeptReport): string => `/t/${report.token}${report.query}`;

/** Whether the receipt is really there, so that the words may go. */
export const hasReceipt = (report: KeptReport): Promise<boolean> =>
  fetch(receiptOf(report)).then(
    (answer) => answer.ok,
    () => false,
  );
