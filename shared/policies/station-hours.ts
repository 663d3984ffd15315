import type { CalendarData } from '../engine/calendar/calendar.ts';
import { holidays } from './holidays.ts';

/** The default hours of a station; minutes after midnight, Shanghai time. */
export const stationHours: CalendarData = {
  hours: {
    always: [{ fromMinute: 0, toMinute: 24 * 60 }],
    duty: [{ fromMinute: 7 * 60, toMinute: 23 * 60 }],
    office: [
      { fromMinute: 8 * 60 + 30, toMinute: 12 * 60 },
      { fromMinute: 14 * 60 + 30, toMinute: 18 * 60 },
    ],
  },
  quietHours: { fromMinute: 23 * 60, toMinute: 7 * 60 },
  holidays,
};
