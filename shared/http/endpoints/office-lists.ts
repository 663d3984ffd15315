import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { stationPlacesView } from '../views/station/station-places-view.ts';
import { typesView } from '../views/types-view.ts';

/** What a screen needs to offer the moves of each type of case, as the station has published it. */
export const types = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, scope }) => ({ policy: await world.policies.current(scope.station) }),
  answers: ({ policy }) => json(200, typesView(policy)),
});

/** The places of the station with their codes, and what its plan shows between them. */
export const places = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world: { store }, scope }) => {
    const [listed, described] = await Promise.all([
      store.places(scope.station),
      store.findStation(scope.station, 'recent'),
    ]);
    return { listed, strips: described?.strips };
  },
  answers: ({ listed, strips }) => json(200, stationPlacesView(listed, strips)),
});
