import type { Length } from '../domain/calendar.ts';
import type { LadderPolicy, Rung } from '../domain/ladder.ts';
import type { Priority } from '../domain/priority.ts';

/** Duty guard or deputy, community officer, station chief, district desk (DOMAIN.md, Clocks). */
const rungs = (
  guard: Length,
  officer: Length,
  chief: Length,
  district: Length,
): readonly [Rung, ...Rung[]] => [
  { party: 'guard', after: guard },
  { party: 'officer', after: officer },
  { party: 'chief', after: chief },
  { party: 'district', after: district },
];

const minutes = (n: number): Length => ({ minutes: n });
const days = (n: number): Length => ({ days: n });
const officeDays = rungs(days(1), days(2), days(3), days(4));

/** How fast silence climbs. What cannot wait climbs at night too. */
export const ladders: Readonly<Record<Priority, LadderPolicy>> = {
  P0: { calendar: 'always', rungs: rungs(minutes(5), minutes(10), minutes(15), minutes(30)) },
  P1: { calendar: 'always', rungs: rungs(minutes(10), minutes(30), minutes(60), minutes(120)) },
  P2: { calendar: 'duty', rungs: rungs(minutes(30), minutes(120), minutes(240), days(1)) },
  P3: { calendar: 'office', rungs: officeDays },
  P4: { calendar: 'office', rungs: officeDays },
};
