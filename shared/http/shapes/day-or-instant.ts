import * as z from 'zod/mini';
import { DAY, fromIso, type Instant } from '../../engine/calendar/instant.ts';
import { dayNumberOf, type LocalDay, startOfDay } from '../../engine/calendar/local-day.ts';
import { rule } from './text.ts';

const LOCAL_DAY = /^20\d\d-\d\d-\d\d$/;
const INSTANT = /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** The time that a day or an instant begins and ends; a day is one of the station, which is in Shanghai time. */
function spanOf(text: string): { readonly begins: Instant; readonly ends: Instant } | undefined {
  if (LOCAL_DAY.test(text)) {
    try {
      const begins = startOfDay(dayNumberOf(text as LocalDay));
      return { begins, ends: begins + DAY };
    } catch {
      return undefined;
    }
  }
  const at = INSTANT.test(text) ? fromIso(text) : undefined;
  return at === undefined ? undefined : { begins: at, ends: at + 1 };
}

const dayOrInstant = (description: string, timeOf: (text: string) => Instant) =>
  z.pipe(
    z.string().check(
      rule('wrong-format', (text) => spanOf(text) !== undefined),
      z.meta({ description, examples: ['2026-10-01', '2026-10-01T08:00:00+08:00'] }),
    ),
    z.transform(timeOf),
  );

/** The first instant of receipt. */
export const from = () =>
  dayOrInstant(
    'Received on this day or later (a day of the station, Asia/Shanghai), or at this instant or later.',
    (text) => spanOf(text)?.begins ?? Number.NaN,
  );

/** The instant after the last one of receipt. */
export const to = () =>
  dayOrInstant(
    'Received on this day at the latest, the whole day included, or at this instant at the latest.',
    (text) => spanOf(text)?.ends ?? Number.NaN,
  );
