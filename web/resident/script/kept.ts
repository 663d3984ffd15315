import type { Typed } from './draft.ts';
import { onPhone } from './stored-list.ts';

/** A report that its writer has sent, until its receipt is seen. */
export interface KeptReport {
  /** Makes it one report however often it is sent, and opens its receipt. */
  readonly token: string;
  readonly place: string;
  /** The language and size that its writer chose, as their page's query. */
  readonly query: string;
  readonly at: number;
  readonly isSensitive: boolean;
  readonly standing: 'unsent' | 'refused' | 'received' | 'too-old';
  /** Empty once it is received or too old. */
  readonly typed: Typed;
}

const PREFIX = 'kept:';
const HOUR_MS = 60 * 60 * 1000;
const WORDS_KEPT_MS = 24 * HOUR_MS;
/** Words that others of the household must not find, and that are of no use to an officer the day after. */
const SENSITIVE_WORDS_KEPT_MS = 2 * HOUR_MS;
/** How long its writer can be told, after its words are gone. */
const NOTE_KEPT_MS = 24 * HOUR_MS;
/** More than a person reports while offline; what comes after is sent as if there were no script. */
const REPORTS_MAX = 5;

const keyOf = (token: string): string => PREFIX + token;

/** Puts a report on the shelf before it is sent for the first time. Whether it is there now. */
export function keepReport(report: KeptReport): boolean {
  const others = keptReports().filter((one) => one.token !== report.token);
  return others.length < REPORTS_MAX && onPhone.write(keyOf(report.token), report);
}

/** All that are kept, the newest first; of those that are too old, only that they were not sent. */
export function keptReports(): readonly KeptReport[] {
  const reports: KeptReport[] = [];
  for (const key of onPhone.keys()) {
    if (key.indexOf(PREFIX) !== 0) continue;
    const aged = withAge(onPhone.read(key) as KeptReport);
    if (aged === undefined) onPhone.remove(key);
    else reports.push(aged);
  }
  return reports.sort((one, other) => other.at - one.at);
}

/** What has yet to be sent, or changed by its writer. */
export const isUnfinished = (report: KeptReport): boolean =>
  report.standing === 'unsent' || report.standing === 'refused';

/** It stands otherwise now. Only what has yet to be sent or changed needs its words. */
export function settle(report: KeptReport, standing: KeptReport['standing']): KeptReport {
  const asked = { ...report, standing };
  const settled = isUnfinished(asked) ? asked : { ...asked, typed: {} };
  onPhone.write(keyOf(report.token), settled);
  return settled;
}

export const isKept = (token: string): boolean => onPhone.read(keyOf(token)) !== null;

export const forgetReport = (token: string): void => onPhone.remove(keyOf(token));

/** Also for a telephone whose clock was put back. */
function withAge(report: KeptReport): KeptReport | undefined {
  const ageMs = Math.abs(Date.now() - report.at);
  const wordsKeptMs = report.isSensitive ? SENSITIVE_WORDS_KEPT_MS : WORDS_KEPT_MS;
  if (!(ageMs < wordsKeptMs + NOTE_KEPT_MS)) return undefined;
  return isUnfinished(report) && ageMs >= wordsKeptMs ? settle(report, 'too-old') : report;
}
