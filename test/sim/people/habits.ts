import { type CaseType, caseTypes } from '../../../shared/cases/case-type.ts';
import { termsOf } from '../../../shared/cases/decisions/terms.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { defined } from '../../../shared/engine/defined.ts';
import { isUrgent } from '../../../shared/engine/priority.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import type { Dice } from '../world/dice.ts';
import { caseOf, type ReportedCase } from './cases.ts';

/**
 * The kind of a run. `busy`: a few days with many reports and moves. `quiet`: weeks in which most open cases wait, for
 * their owner, a third party or a revisit, as on most real days.
 */
export type Pace = 'busy' | 'quiet';

export const paces: readonly Pace[] = ['busy', 'quiet'];

/** How much residents report in one run, and how staff react. */
export interface Habits {
  /** Days of work and faults before all faults end. */
  readonly days: number;
  /** Reports a day, over both stations. */
  readonly reportsPerDay: number;
  readonly types: readonly CaseType[];
  /** Whether this run may contain such a case, reported or by a change of type. */
  readonly suits: (reportedCase: ReportedCase, now: Instant) => boolean;
  /** How often staff act on a message about a case. */
  readonly diligence: number;
  /** How often that is the move the message asked for, and not any possible move. */
  readonly skill: number;
  /** Moves per day without a message. */
  readonly movesPerDay: number;
  readonly doubleTap: number;
  /** Roster changes per day, and the share of people on leave after them. */
  readonly leave: number;
  readonly away: number;
}

/** Quiet runs take longer, so this share gives both paces about the same processor time. */
const QUIET_SHARE = 0.2;

export const drawPace = (dice: Dice): Pace => (dice.happens(QUIET_SHARE) ? 'quiet' : 'busy');

export const drawHabits = (pace: Pace, dice: Dice): Habits => ({
  ...(pace === 'busy' ? busyHabits(dice) : quietHabits(dice)),
  doubleTap: dice.pick([0, 0.05, 0.3]),
  leave: dice.pick([0, 0.4, 2]),
});

type Paced = Omit<Habits, 'doubleTap' | 'leave'>;

const busyHabits = (dice: Dice): Paced => ({
  days: dice.pick([1, 1, 1, 2]),
  reportsPerDay: dice.pick([2, 6, 20]),
  // A few types at a time, since emergencies dominate a run that has all of them.
  types: dice.happens(0.3) ? caseTypes : [dice.pick(caseTypes), dice.pick(caseTypes), dice.pick(caseTypes)],
  suits: () => true,
  diligence: dice.pick([0.1, 0.5, 0.9]),
  skill: dice.pick([0, 0, 0.5]),
  movesPerDay: dice.pick([5, 20, 60]),
  away: 0.5,
});

/** Types whose cases stay open for long. */
const longLivedTypes: readonly CaseType[] = [
  'lost-item',
  'found-item',
  'dispute',
  'hazard',
  'welfare',
  'other',
  'consultation',
  'delivery',
];

const quietHabits = (dice: Dice): Paced => ({
  // Long enough for answers after 30 days and second looks after 30 and 90.
  days: dice.between(60, 150),
  reportsPerDay: dice.pick([0.25, 0.5, 1]),
  types: longLivedTypes,
  suits: canWait,
  diligence: dice.pick([0.7, 0.95]),
  skill: 0.9,
  movesPerDay: dice.pick([0, 0.5, 2]),
  away: 0.1,
});

const canWait = ({ type, details, occurredAt }: ReportedCase, now: Instant): boolean => {
  const given = { details, receivedAt: now, ...defined({ occurredAt }) };
  return !isUrgent(termsOf(standardPolicy, standardPolicy.types[type], given).priority);
};

/** Enough tries to draw a suitable case nearly always. */
const TRIES_MAX = 20;

/** Draws a report that suits the habits; `undefined` when none came up. */
export function caseFor(habits: Habits, dice: Dice, now: Instant): ReportedCase | undefined {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const reportedCase = caseOf(dice, now, habits.types);
    if (habits.suits(reportedCase, now)) return reportedCase;
  }
  return undefined;
}
