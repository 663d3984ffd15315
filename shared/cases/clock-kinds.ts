import type { Clock as EngineClock } from '../engine/clocks/clock.ts';
import type { DueKind as EngineDueKind } from '../engine/clocks/next-deadline.ts';

/** The promises every type makes to the resident. */
export const promiseKinds = ['acknowledge', 'respond', 'update', 'resolve'] as const;

/** Clocks that a status brings with it, so that waiting changes the deadline instead of clearing it. */
export const stateClockKinds = [
  'resident-answer',
  'third-party',
  'appointment',
  'handover',
  'window',
  'decision',
  'sign-off',
  'withdrawal',
] as const;

/** Dates that belong to certain types only; which, is policy. */
export const milestoneKinds = [
  'footage-kept',
  'footage-expiry',
  'owner-search-end',
  'action-check',
  'police-reference',
  'family-or-station',
  'other-side',
  'first-sitting',
  'first-revisit',
  'second-revisit',
  'third-revisit',
  'notice-served',
  'fixed',
  're-inspected',
  'committee-acknowledged',
  'committee-report',
  'care-call',
  'warning-draft',
  'typed',
] as const;

export type PromiseKind = (typeof promiseKinds)[number];
export type StateClockKind = (typeof stateClockKinds)[number];
export type MilestoneKind = (typeof milestoneKinds)[number];
export const clockKinds = [...promiseKinds, ...stateClockKinds, ...milestoneKinds] as const;
export type ClockKind = PromiseKind | StateClockKind | MilestoneKind;

/** A clock of a case. */
export type Clock = EngineClock<ClockKind>;

/** Why a case is due: which step comes next. */
export type DueKind = EngineDueKind<ClockKind>;

/** The clocks of a case while a decision works on them. */
export type ClockList = readonly Clock[];
