import { promiseKinds } from '../clock-kinds.ts';
import type { Fact, FactType } from '../fact.ts';

/**
 * Which kinds of fact residents see. An `answer` reveals how the case was answered; the reporter of a secret type
 * sees it only as "handled". Residents never see `internal` facts.
 *
 * Add entries, but never change one: signed progress statements are derived from this table, and those that were
 * already handed out must be reproduced unchanged.
 */
const visibility = {
  submitted: 'visible',
  acknowledged: 'visible',
  assigned: 'visible',
  started: 'visible',
  replied: 'visible',
  noted: 'internal',
  'resident-asked': 'visible',
  'third-party-awaited': 'visible',
  scheduled: 'visible',
  resumed: 'visible',
  extended: 'visible',
  retyped: 'visible',
  'secrecy-lifted': 'visible',
  'escalation-acknowledged': 'internal',
  'milestone-reached': 'internal',
  resolved: 'answer',
  'not-resolved': 'answer',
  'rejection-proposed': 'internal',
  rejected: 'answer',
  'marked-duplicate': 'answer',
  transferred: 'answer',
  'handover-confirmed': 'answer',
  closed: 'visible',
  'withdrawal-asked': 'visible',
  'withdrawal-declined': 'visible',
  withdrawn: 'visible',
  'message-added': 'visible',
  // It is no step of the case, so no progress statement is signed for it. The tracking page shows the present choice.
  'notices-chosen': 'internal',
  'photo-added': 'visible',
  rated: 'visible',
  reopened: 'visible',
  'co-reporter-linked': 'internal',
  'co-reporter-left': 'internal',
  'co-reporter-returned': 'internal',
  'co-reporter-unlinked': 'internal',
  unlinked: 'visible',
  'reporter-left': 'visible',
  'reporter-returned': 'visible',
  reminded: 'internal',
  breached: 'visible',
  lapsed: 'internal',
  'level-reached': 'internal',
  'helper-asked': 'internal',
  'helper-answered': 'internal',
  'helper-photo-added': 'internal',
  'closing-asked': 'internal',
  reviewed: 'internal',
  repaired: 'internal',
  'delivery-failed': 'internal',
} as const satisfies Record<FactType, 'visible' | 'answer' | 'internal'>;

/** Whether a resident sees the fact. Of breaches they see those of promises, but not those of internal clocks. */
export function isVisibleToResident(fact: Fact): boolean {
  if (fact.fact === 'breached') return promiseKinds.some((kind) => kind === fact.clock);
  return visibility[fact.fact] !== 'internal';
}

/** Whether the fact reveals how the case was answered. */
export const isAnswer = ({ fact }: Fact): boolean => visibility[fact] === 'answer';
