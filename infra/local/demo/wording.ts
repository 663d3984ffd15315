import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { localTime, type NextStep, type Notified } from './room.ts';

/** Message kinds in words for a visitor. */
const kinds: Readonly<Record<string, string>> = {
  alert: 'a new case',
  breach: 'a broken promise',
  level: 'nobody has acted, you are next',
  reminder: 'a reminder',
  reply: 'you have an answer',
  'broken-promise': 'sorry, we are late',
  receipt: 'we have your report',
  'rating-request': 'an answer, and how was it?',
  'resident-wrote': 'the resident wrote',
  dissatisfied: 'the resident is not satisfied',
  'decision-needed': 'please decide',
  assigned: 'this is yours',
};

const responsibles: Readonly<Record<string, string>> = {
  assignee: 'the officer in charge',
  guard: 'guards',
  officer: 'community officer',
  chief: 'station chief',
  district: 'district desk',
  resident: 'resident',
  'third-party': 'property firm',
};

const clocks: Readonly<Record<string, string>> = {
  acknowledge: 'somebody must have opened it',
  respond: 'a person must have answered',
  update: 'the resident must hear something new',
  resolve: 'it must be resolved',
  window: 'the resident may still say "not solved"',
  'action-check': 'somebody must say what was done',
  'police-reference': '110 must have a reference',
  'notice-served': 'the notice must be served',
  fixed: 'it must be fixed',
  're-inspected': 'somebody else must look again',
  'footage-kept': 'the footage must be kept',
  'other-side': 'the other side must be heard',
};

export const responsibleName = (responsible: string): string => responsibles[responsible] ?? responsible;

export const messageLine = ({ to, kind }: Pick<Notified, 'to' | 'kind'>): string =>
  `told ${responsibleName(to)}: ${kinds[kind] ?? kind}`;

/** A time of today without its date, of another day with it. */
export function whenLine(at: Instant, today: string): string {
  const shown = localTime(at);
  return shown.startsWith(today) ? shown.slice(11) : shown;
}

/** The next step and its deadline, as the API returns it. */
export function nextLine(next: NextStep | undefined, today: string): string {
  if (next === undefined) return 'nothing is owed any more';
  const when = whenLine(next.dueAt, today);
  const [how = '', clock = ''] = next.dueKind.split(':');
  if (how === 'level') return `next: ${when}, one level higher`;
  if (how === 'action') return `next: ${when}, or it escalates again`;
  const what = clocks[clock] ?? clock;
  return how === 'remind' ? `next: ${when}, a reminder that ${what}` : `next: by ${when} ${what}`;
}
