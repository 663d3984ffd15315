import type { FactType } from '../fact.ts';

/**
 * Which kinds of fact may change what the statistics keep of a case. The others move it to no other status, answer nothing
 * and touch neither the promise to respond nor that to resolve; the function that counts is not told of them.
 */
const counts: Readonly<Record<FactType, boolean>> = {
  submitted: true,
  acknowledged: false,
  assigned: true,
  started: false,
  replied: true,
  noted: false,
  'resident-asked': true,
  'third-party-awaited': true,
  scheduled: true,
  resumed: true,
  extended: true,
  retyped: true,
  'secrecy-lifted': false,
  'escalation-acknowledged': false,
  'milestone-reached': false,
  resolved: true,
  'not-resolved': true,
  'rejection-proposed': false,
  rejected: true,
  'marked-duplicate': true,
  transferred: true,
  'handover-confirmed': true,
  closed: true,
  'withdrawal-asked': true,
  'withdrawal-declined': true,
  withdrawn: true,
  'message-added': true,
  'notices-chosen': false,
  'photo-added': true,
  rated: true,
  reopened: true,
  'co-reporter-linked': true,
  'co-reporter-left': true,
  'co-reporter-returned': true,
  'co-reporter-unlinked': true,
  unlinked: true,
  'reporter-left': true,
  'reporter-returned': true,
  reminded: false,
  breached: true,
  lapsed: true,
  'level-reached': false,
  'helper-asked': false,
  'helper-answered': false,
  'helper-photo-added': false,
  'closing-asked': false,
  reviewed: false,
  repaired: false,
  'delivery-failed': true,
};

export const countedFacts = Object.entries(counts)
  .filter(([, isCounted]) => isCounted)
  .map(([fact]) => fact as FactType);
