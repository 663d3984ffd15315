import type { Length } from '../engine/calendar/calendar.ts';
import type { EscalationLevel, EscalationPolicy } from '../engine/clocks/escalation.ts';
import type { Priority } from '../engine/priority.ts';

/** Duty guard or deputy, community officer, station chief, district desk (DOMAIN.md, Clocks). */
const levels = (
  guard: Length,
  officer: Length,
  chief: Length,
  district: Length,
): readonly [EscalationLevel, ...EscalationLevel[]] => [
  { responsible: 'guard', after: guard },
  { responsible: 'officer', after: officer },
  { responsible: 'chief', after: chief },
  { responsible: 'district', after: district },
];

const minutes = (n: number): Length => ({ minutes: n });
const days = (n: number): Length => ({ days: n });
const officeDays = levels(days(1), days(2), days(3), days(4));

/** When an unanswered case reaches each level. P0 and P1 escalate at night too. */
export const escalations: Readonly<Record<Priority, EscalationPolicy>> = {
  P0: { calendar: 'always', levels: levels(minutes(5), minutes(10), minutes(15), minutes(30)) },
  P1: { calendar: 'always', levels: levels(minutes(10), minutes(30), minutes(60), minutes(120)) },
  P2: { calendar: 'duty', levels: levels(minutes(30), minutes(120), minutes(240), days(1)) },
  P3: { calendar: 'office', levels: officeDays },
  P4: { calendar: 'office', levels: officeDays },
};
