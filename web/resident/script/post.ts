import type { KeptReport } from './kept.ts';

/** `refused`: sending it again would give the same result. */
export type Outcome = 'received' | 'refused' | 'later';

/** The timeout of one attempt, long enough for a weak connection. */
const TIMEOUT_MS = 20_000;
/** Request timeout, too early, too many requests: a retry may succeed. */
const TEMPORARY_STATUSES: readonly number[] = [408, 425, 429];

/** Sends a report once, as its form does. The server redirects to the receipt when it has received the report. */
export async function post(report: KeptReport): Promise<Outcome> {
  const body = new URLSearchParams();
  for (const name of Object.keys(report.typed)) body.append(name, report.typed[name] ?? '');
  body.append('token', report.token);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  try {
    const address = `/q/${report.place}${report.query}`;
    const answer = await fetch(address, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: timeout.signal,
    });
    if (answer.type === 'opaqueredirect') return 'received';
    const isClientError = answer.status >= 400 && answer.status < 500;
    return isClientError && TEMPORARY_STATUSES.indexOf(answer.status) < 0 ? 'refused' : 'later';
  } catch {
    return 'later';
  } finally {
    clearTimeout(timer);
  }
}

export const receiptOf = (report: KeptReport): string => `/t/${report.token}${report.query}`;

/** Whether the receipt exists, so that the kept text can be deleted. */
export const hasReceipt = (report: KeptReport): Promise<boolean> =>
  fetch(receiptOf(report)).then(
    (answer) => answer.ok,
    () => false,
  );
