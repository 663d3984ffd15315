import * as z from 'zod/mini';
import { type Grouping, groupings } from '../../cases/statistics/groups.ts';
import { DAY } from '../../engine/calendar/instant.ts';
import { from, to } from './day-or-instant.ts';
import { rule } from './text.ts';

/** A year, a leap year too. */
export const DAYS_MAX = 366;

const groupingsIn = (text: string): readonly string[] => [...new Set(text.split(','))];

const by = () =>
  z.pipe(
    z.string().check(
      rule('unknown-choice', (text) =>
        groupingsIn(text).every((one) => groupings.some((known) => known === one)),
      ),
      z.meta({
        description: `By what the numbers are parted: one or more of ${groupings.join(', ')}, with commas between.`,
        examples: ['type', 'building,hour,day'],
      }),
    ),
    z.transform((text) => groupingsIn(text) as readonly Grouping[]),
  );

/** Whose numbers, of which time, parted by what. */
export const statisticsQuery = () =>
  z
    .strictObject({ from: z.exactOptional(from()), to: z.exactOptional(to()), by: z.exactOptional(by()) })
    .check(
      z.refine(({ from: first, to: last }) => first === undefined || last === undefined || first < last, {
        path: ['to'],
        params: { code: 'too-small' },
      }),
      z.refine(
        ({ from: first, to: last }) =>
          first === undefined || last === undefined || last - first <= DAYS_MAX * DAY,
        { path: ['to'], params: { code: 'too-large' } },
      ),
    );
