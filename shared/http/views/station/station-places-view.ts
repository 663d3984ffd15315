import { toIso } from '../../../engine/calendar/instant.ts';
import { defined } from '../../../engine/defined.ts';
import type { Place } from '../../../stations/place.ts';
import type { PlanStrip } from '../../../stations/plan.ts';
import type { ShownPlaces } from '../shown-types.ts';

export const stationPlacesView = (
  places: readonly Place[],
  strips: readonly PlanStrip[] | undefined,
): ShownPlaces => ({
  places: places.map(({ code, building, entrance, words, position, renewed }) => ({
    place: code,
    building,
    entrance,
    words,
    ...defined({ position, renewed: renewed && { ...renewed, at: toIso(renewed.at) } }),
  })),
  ...defined({ strips: strips && [...strips] }),
});
