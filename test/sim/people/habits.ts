import { type CaseType, caseTypes } from '../../../shared/cases/case-type.ts';
import { termsOf } from '../../../shared/cases/decisions/terms.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { defined } from '../../../shared/engine/defined.ts';
import { isUrgent } from '../../../shared/engine/priority.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import type { Dice } from '../world/dice.ts';
import { caseOf, type ReportedCase } from './cases.ts';

/**
 * What one run is about. `busy`: a few days in which much is reported and much is done at once. `quiet`: the weeks in
 * which most of what is open waits, for its owner, for a third role, for its revisit; what most days truly are.
 */
export type Pace = 'busy' | 'quiet';

export const paces: readonly Pace[] = ['busy', 'quiet'];

/** How the estate lives in one run, and how well its staff look after it. */
export interface Habits {
  /** Days of work and faults, before all is healed. */
  readonly days: number;
  /** Reports a day, over both stations. */
  readonly reportsPerDay: number;
  readonly types: readonly CaseType[];
  /** Whether such a case is ever reported here, or made of another. */
  readonly suits: (reportedCase: ReportedCase, now: Instant) => boolean;
  /** How often a member of staff who is told of a case sees to it. */
  readonly diligence: number;
  /** How often that is what the message asked for, and not anything that may be done. */
  readonly skill: number;
  /** Moves a day that nobody was told to make. */
  readonly movesPerDay: number;
  readonly doubleTap: number;
  /** Changes of the roster a day, and the share of people who are away after them. */
  readonly leave: number;
  readonly away: number;
}

/** So rare that both paces get about the same time of a machine. */
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
  // A few types at a time: an estate that has all of them is mostly busy with its emergencies.
  types: dice.happens(0.3) ? caseTypes : [dice.pick(caseTypes), dice.pick(caseTypes), dice.pick(caseTypes)],
  suits: () => true,
  diligence: dice.pick([0.1, 0.5, 0.9]),
  skill: dice.pick([0, 0, 0.5]),
  movesPerDay: dice.pick([5, 20, 60]),
  away: 0.5,
});

/** Matters that live long: lost things, what is repaired or visited again, questions of the office. */
const waiting: readonly CaseType[] = [
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
  types: waiting,
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

/** Enough for a case that suits to come up nearly always. */
const TRIES_MAX = 20;

/** Something to report that suits the estate; `undefined` when nothing came to mind. */
export function caseFor(habits: Habits, dice: Dice, now: Instant): ReportedCase | undefined {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const reportedCase = caseOf(dice, now, habits.types);
    if (habits.suits(reportedCase, now)) return reportedCase;
  }
  return undefined;
}
