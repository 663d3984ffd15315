import type { PublicKey } from '../records.ts';
import type { World } from './world.ts';

/** The public keys of all stations here, to check with what they signed. */
export async function stationKeys({
  store,
  signer,
}: Pick<World, 'store' | 'signer'>): Promise<{ readonly keys: readonly PublicKey[] }> {
  const stations = await store.stations();
  return { keys: await Promise.all(stations.map((station) => signer.publicKey(station))) };
}
