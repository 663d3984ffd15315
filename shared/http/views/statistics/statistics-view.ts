import type { Statistics } from '../../../cases/statistics/station-statistics.ts';
import { toIso } from '../../../engine/calendar/instant.ts';
import type { ShownStatistics } from '../shown-types.ts';

/** The numbers of a station, with the denominator of each rate. */
export function statisticsView(
  found: Statistics,
  answeredByItself: ShownStatistics['answeredByItself'],
): ShownStatistics {
  const { from, before, countedThrough, missing, complete, totals, groups, proof } = found;
  return {
    from: toIso(from),
    before: toIso(before),
    ...(countedThrough !== undefined && { countedThrough: toIso(countedThrough) }),
    missing,
    complete,
    totals,
    answeredByItself,
    ...(proof && { armed: { numerator: proof.armed, denominator: proof.open, at: toIso(proof.at) } }),
    groups,
  };
}
