import { type CaseType, caseTypes } from '../../../shared/domain/case-type.ts';
import type { Dice } from '../world/dice.ts';

/** How busy the estate is in one run, and how well its staff look after it. */
export interface Habits {
  /** Reports a day, over both stations. */
  readonly reportsPerDay: number;
  readonly types: readonly CaseType[];
  /** How often a member of staff who is told of a matter sees to it. */
  readonly diligence: number;
  /** Moves a day that nobody was told to make. */
  readonly movesPerDay: number;
  readonly doubleTap: number;
  readonly leave: number;
}

export const drawHabits = (dice: Dice): Habits => ({
  reportsPerDay: dice.pick([4, 12, 30]),
  types: caseTypes,
  diligence: dice.pick([0.1, 0.5, 0.9]),
  movesPerDay: dice.pick([5, 20, 60]),
  doubleTap: dice.pick([0, 0.05, 0.3]),
  leave: dice.pick([0, 0.1, 0.5]),
});

/** An estate of matters that can wait, looked after well: about one commit for each case and day. */
export const patientHabits: Habits = {
  reportsPerDay: 30,
  types: ['consultation', 'delivery', 'other'],
  diligence: 0.3,
  movesPerDay: 30,
  doubleTap: 0.05,
  leave: 0,
};
