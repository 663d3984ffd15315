import type { PublicKey } from '../engine/secrets/signed-document.ts';
import { namedStations } from './named-stations.ts';
import type { Station } from './station.ts';
import type { StationWorld } from './station-world.ts';

/** The public keys of all stations, with which their signed documents are verified. */
export async function stationKeys({
  store,
  signer,
}: Pick<StationWorld, 'store' | 'signer'>): Promise<{ readonly keys: readonly PublicKey[] }> {
  const stations = await store.stations();
  return { keys: await Promise.all(stations.map((station) => signer.publicKey(station))) };
}

/** The public keys with the stations' names, for the check page. A station without a name has a key, too. */
export async function signingStations(world: Pick<StationWorld, 'store' | 'signer'>): Promise<{
  readonly keys: readonly PublicKey[];
  readonly stations: readonly Station[];
}> {
  const [{ keys }, stations] = await Promise.all([stationKeys(world), namedStations(world.store)]);
  return { keys, stations };
}
