import { promiseKinds } from '../clock-kinds.ts';
import type { Fact, FactType } from '../fact.ts';

/**
 * What a resident hears of each kind of fact. `answer`: how the case was answered, which the reporter of a
 * suspicion hears only as "handled". `inside`: the station's own business.
 *
 * The milestones that residents carry away are derived from this table, so an entry that changes changes signed documents
 * that were handed out already: add, but change nothing.
 */
const audience = {
  submitted: 'told',
  acknowledged: 'told',
  assigned: 'told',
  started: 'told',
  replied: 'told',
  noted: 'inside',
  'resident-asked': 'told',
  'third-party-awaited': 'told',
  scheduled: 'told',
  resumed: 'told',
  extended: 'told',
  retyped: 'told',
  'escalation-acknowledged': 'inside',
  'milestone-reached': 'inside',
  resolved: 'answer',
  'not-resolved': 'answer',
  'rejection-proposed': 'inside',
  rejected: 'answer',
  'marked-duplicate': 'answer',
  transferred: 'answer',
  'handover-confirmed': 'answer',
  closed: 'told',
  'withdrawal-asked': 'told',
  'withdrawal-declined': 'told',
  withdrawn: 'told',
  'message-added': 'told',
  'photo-added': 'told',
  rated: 'told',
  reopened: 'told',
  'co-reporter-linked': 'inside',
  'co-reporter-left': 'inside',
  'reporter-left': 'told',
  reminded: 'inside',
  breached: 'told',
  lapsed: 'inside',
  'level-reached': 'inside',
  'closing-asked': 'inside',
  reviewed: 'inside',
  repaired: 'inside',
  'delivery-failed': 'inside',
} as const satisfies Record<FactType, 'told' | 'answer' | 'inside'>;

/** Whether a resident hears of it. A promise that was missed concerns them; a date of the station's own does not. */
export function isVisibleToResident(fact: Fact): boolean {
  if (fact.fact === 'breached') return promiseKinds.some((kind) => kind === fact.clock);
  return audience[fact.fact] !== 'inside';
}

/** Whether it says how the case was answered. */
export const isAnswer = ({ fact }: Fact): boolean => audience[fact] === 'answer';
