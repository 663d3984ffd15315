import type { Clock as EngineClock } from '../engine/clocks/clock.ts';
import type { DueKind as EngineDueKind } from '../engine/clocks/next-deadline.ts';

/** Promises to the resident. */
export const promiseKinds = ['acknowledge', 'respond', 'update', 'resolve'] as const;

/** Clocks that entering a status or asking for a decision starts; so a waiting case still has a deadline. */
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

/** Dates of certain types only; the policy of each type lists its own. */
export const milestoneKinds = [
  'footage-kept',
  'footage-expiry',
  'announced',
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

export type Clock = EngineClock<ClockKind>;

/** Which step of a case its due time belongs to. */
export type DueKind = EngineDueKind<ClockKind>;

/** The clocks of a case while a decision works on them. */
export type ClockList = readonly Clock[];
