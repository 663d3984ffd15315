import { onPhone } from './browser-store.ts';
import type { Typed } from './draft.ts';

/** A sent report that is kept until its receipt is shown. */
export interface KeptReport {
  /** Makes repeated submissions one report, and opens its receipt. */
  readonly token: string;
  readonly place: string;
  /** The resident's language and size, as the page's query. */
  readonly query: string;
  readonly at: number;
  readonly isSensitive: boolean;
  readonly standing: 'unsent' | 'refused' | 'received' | 'too-old';
  /** Empty once the report is received or too old. */
  readonly typed: Typed;
}

const PREFIX = 'kept:';
const HOUR_MS = 60 * 60 * 1000;
const WORDS_KEPT_MS = 24 * HOUR_MS;
/** Sensitive texts are kept for a shorter time, since others in the household may use the phone. */
const SENSITIVE_WORDS_KEPT_MS = 2 * HOUR_MS;
/** After its text is deleted, the note that it was not sent is kept for this long. */
const NOTE_KEPT_MS = 24 * HOUR_MS;
/** The limit of kept reports; a further one is sent as without a script. */
const REPORTS_MAX = 5;

const keyOf = (token: string): string => PREFIX + token;

/** Keeps a report before it is first sent. Returns whether it was kept. */
export function keepReport(report: KeptReport): boolean {
  const others = keptReports().filter((one) => one.token !== report.token);
  return others.length < REPORTS_MAX && onPhone.write(keyOf(report.token), report);
}

/** All kept reports, newest first; reports that are too old are returned without their text. */
export function keptReports(): readonly KeptReport[] {
  const reports: KeptReport[] = [];
  for (const key of onPhone.keys()) {
    if (key.indexOf(PREFIX) !== 0) continue;
    const aged = withAge(onPhone.read(key) as KeptReport);
    if (aged === undefined) onPhone.remove(key);
    else reports.push(aged);
  }
  return reports.sort((left, right) => right.at - left.at);
}

/** Whether the report must still be sent, or changed by the resident. */
export const isUnfinished = (report: KeptReport): boolean =>
  report.standing === 'unsent' || report.standing === 'refused';

/** Stores a new state of a report. The text is deleted unless the report must still be sent or changed. */
export function settle(report: KeptReport, standing: KeptReport['standing']): KeptReport {
  const changed = { ...report, standing };
  const settled = isUnfinished(changed) ? changed : { ...changed, typed: {} };
  onPhone.write(keyOf(report.token), settled);
  return settled;
}

export const isKept = (token: string): boolean => onPhone.read(keyOf(token)) !== null;

export const forgetReport = (token: string): void => onPhone.remove(keyOf(token));

/** Applies the age limits; a time in the future, after the phone's clock was set back, counts the same. */
function withAge(report: KeptReport): KeptReport | undefined {
  const ageMs = Math.abs(Date.now() - report.at);
  const wordsKeptMs = report.isSensitive ? SENSITIVE_WORDS_KEPT_MS : WORDS_KEPT_MS;
  if (!(ageMs < wordsKeptMs + NOTE_KEPT_MS)) return undefined;
  return isUnfinished(report) && ageMs >= wordsKeptMs ? settle(report, 'too-old') : report;
}
