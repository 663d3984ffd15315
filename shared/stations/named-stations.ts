import type { Station } from './station.ts';
import type { StationStore } from './station-store.ts';

/** The stations that have a name, as residents know them. */
export async function namedStations(
  store: Pick<StationStore, 'stations' | 'findStation'>,
): Promise<readonly Station[]> {
  const found = await Promise.all((await store.stations()).map((station) => store.findStation(station)));
  return found.filter((station) => station !== undefined);
}
