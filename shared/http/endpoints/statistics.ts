import type { Grouping } from '../../cases/statistics/groups.ts';
import { stationStatistics } from '../../cases/statistics/station-statistics.ts';
import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { dayNumberAt, startOfDay } from '../../engine/calendar/local-day.ts';
import { answeredByItself } from '../../faq/answered-by-itself.ts';
import { json } from '../answer.ts';
import type { StaffCall } from '../call.ts';
import { staffEndpoint } from '../endpoint.ts';
import { DAYS_MAX, statisticsQuery } from '../shapes/statistics-query.ts';
import { statisticsCsv } from '../views/statistics/statistics-csv.ts';
import { statisticsView } from '../views/statistics/statistics-view.ts';

/** Without a range: today and the six days before. */
const DAYS_DEFAULT = 7;

interface Asked {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly by?: readonly Grouping[];
}

async function counted({ world, counts, scope, now }: StaffCall, { from, to, by = [] }: Asked) {
  const today = startOfDay(dayNumberAt(now) + 1);
  const before = to ?? Math.min(today, (from ?? today) + DAYS_MAX * DAY);
  const { latestProof } = world.store;
  const query = { from: from ?? before - DAYS_DEFAULT * DAY, before, by };
  const [found, answered] = await Promise.all([
    stationStatistics({ ...counts, latestProof }, scope, query, now),
    answeredByItself(world.store, scope.station, query),
  ]);
  return { found, answered };
}

/** The numbers of the station, each rate with its denominator and with what is not known. */
export const statistics = staffEndpoint({
  takes: () => ({ query: statisticsQuery() }),
  asks: (call, { query }) => counted(call, query),
  answers: ({ found, answered }) => json(200, statisticsView(found, answered)),
});

/** The same numbers as a file for spreadsheets. */
export const statisticsFile = staffEndpoint({
  takes: () => ({ query: statisticsQuery() }),
  asks: (call, { query }) => counted(call, query),
  answers: ({ found }, { language }) => ({
    status: 200,
    body: statisticsCsv(found, language),
    type: 'text/csv; charset=utf-8',
    headers: { 'content-disposition': 'attachment; filename="statistics.csv"' },
  }),
});
