import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import { type Memory, remembered } from '../engine/remembered.ts';
import type { StationId } from '../engine/scope.ts';
import type { StationStore } from './station-store.ts';

/** A person who was struck from the roster gets no message after this time, and an old code leads on to the new one. */
const memory: Memory = { forMs: 10 * SECOND, namesMax: 1000 };

/**
 * Places and rosters as they were at most some seconds ago, for functions that change neither. A code that was not found
 * is looked up each time, and in the latest state: it may have been entered moments ago.
 */
export const recentPlaces = (
  store: Pick<StationStore, 'findPlace'>,
  now: () => Instant,
): Pick<StationStore, 'findPlace'> => {
  const recent = remembered(
    async (code: string) => (await store.findPlace(code, 'recent')) ?? store.findPlace(code, 'latest'),
    memory,
    now,
  );
  return {
    findPlace: (code, freshness) =>
      freshness === 'latest' ? store.findPlace(code, freshness) : recent(code),
  };
};

export const recentRosters = (
  store: Pick<StationStore, 'roster'>,
  now: () => Instant,
): Pick<StationStore, 'roster'> => {
  const recent = remembered((station: StationId) => store.roster(station, 'recent'), memory, now);
  return {
    roster: (station, freshness) =>
      freshness === 'latest' ? store.roster(station, freshness) : recent(station),
  };
};
