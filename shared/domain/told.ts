import { promiseKinds } from './clock.ts';
import type { Fact, FactType } from './fact.ts';

/**
 * What a resident hears of each kind of fact. `answer`: how the matter was answered, which the reporter of a
 * suspicion hears only as "handled". `inside`: the station's own business.
 *
 * The milestones that residents carry away are derived from this table, so an entry that changes changes papers
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
  'rung-acknowledged': 'inside',
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
  'neighbour-joined': 'inside',
  'neighbour-left': 'inside',
  'reporter-left': 'told',
  reminded: 'inside',
  breached: 'told',
  lapsed: 'inside',
  'rung-reached': 'inside',
  'closing-asked': 'inside',
  reviewed: 'inside',
  'delivery-failed': 'inside',
} as const satisfies Record<FactType, 'told' | 'answer' | 'inside'>;

/** Whether a resident hears of it. A promise that was missed concerns them; a date of the station's own does not. */
export function isTold(fact: Fact): boolean {
  if (fact.fact === 'breached') return promiseKinds.some((kind) => kind === fact.clock);
  return audience[fact.fact] !== 'inside';
}

/** Whether it says how the matter was answered. */
export const isAnswer = ({ fact }: Fact): boolean => audience[fact] === 'answer';
