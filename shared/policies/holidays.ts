import { datesThrough, type LocalDay } from '../engine/calendar/local-day.ts';
import type { HolidayData } from '../engine/calendar/open-days.ts';
import { onFirstUse } from '../engine/on-first-use.ts';

/** One holiday as announced: the days off, and the weekend days that are worked to make up for them (调休). */
interface Holiday {
  readonly name: string;
  readonly off: readonly [first: LocalDay, last: LocalDay];
  readonly makeUp: readonly LocalDay[];
}

/** General Office of the State Council, notice 国办发明电〔2024〕12号 of 12 November 2024. */
const holidays2025: readonly Holiday[] = [
  { name: 'New Year', off: ['2025-01-01', '2025-01-01'], makeUp: [] },
  { name: 'Spring Festival', off: ['2025-01-28', '2025-02-04'], makeUp: ['2025-01-26', '2025-02-08'] },
  { name: 'Qingming', off: ['2025-04-04', '2025-04-06'], makeUp: [] },
  { name: 'Labour Day', off: ['2025-05-01', '2025-05-05'], makeUp: ['2025-04-27'] },
  { name: 'Dragon Boat', off: ['2025-05-31', '2025-06-02'], makeUp: [] },
  {
    name: 'National Day, Mid-Autumn',
    off: ['2025-10-01', '2025-10-08'],
    makeUp: ['2025-09-28', '2025-10-11'],
  },
];

/** General Office of the State Council, 国务院办公厅关于2026年部分节假日安排的通知 of 4 November 2025. */
const holidays2026: readonly Holiday[] = [
  { name: 'New Year', off: ['2026-01-01', '2026-01-03'], makeUp: ['2026-01-04'] },
  { name: 'Spring Festival', off: ['2026-02-15', '2026-02-23'], makeUp: ['2026-02-14', '2026-02-28'] },
  { name: 'Qingming', off: ['2026-04-04', '2026-04-06'], makeUp: [] },
  { name: 'Labour Day', off: ['2026-05-01', '2026-05-05'], makeUp: ['2026-05-09'] },
  { name: 'Dragon Boat', off: ['2026-06-19', '2026-06-21'], makeUp: [] },
  { name: 'Mid-Autumn', off: ['2026-09-25', '2026-09-27'], makeUp: [] },
  { name: 'National Day', off: ['2026-10-01', '2026-10-07'], makeUp: ['2026-09-20', '2026-10-10'] },
];

const announced = [...holidays2025, ...holidays2026];

const daysOff = onFirstUse(() => announced.flatMap(({ off: [first, last] }) => datesThrough(first, last)));

/**
 * The announced public holidays of China, for stations that published no calendar. A station enters the next year's
 * notice with `npm run register -- --holidays`, without a release.
 * The horizon is written out and not derived from the last year, because a notice can change days of the December
 * before (one made Saturday 29 December 2018 a working day); check this before moving it.
 */
export const holidays: HolidayData = {
  get daysOff() {
    return daysOff();
  },
  makeUpDays: announced.flatMap(({ makeUp }) => makeUp),
  horizon: '2026-12-31',
};
