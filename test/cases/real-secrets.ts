import { memoryKeyPairs } from '../../shared/adapters/memory/key-pairs.ts';
import { hasher } from '../../shared/adapters/vault/hasher.ts';
import type { KeySource } from '../../shared/adapters/vault/key-source.ts';
import { stationOpener } from '../../shared/adapters/vault/opener.ts';
import { readerKeys } from '../../shared/adapters/vault/reader-keys.ts';
import { joseSealer } from '../../shared/adapters/vault/sealer.ts';
import type { World } from '../../shared/cases/world.ts';
import type { Opener } from '../../shared/engine/secrets/opener.ts';

/** What seals and opens, as in production, with the pairs of all stations in memory. */
export interface Secrets extends Pick<World, 'sealer' | 'hasher' | 'readerKeys'> {
  /** What staff open, of every station. */
  readonly opener: Opener;
  /** What the sender of residents' messages opens. */
  readonly contacts: Opener;
}

export function realSecrets(keys: KeySource): Secrets {
  const { publicKeys, privateKeys } = memoryKeyPairs();
  return {
    sealer: joseSealer(publicKeys),
    hasher: hasher(keys),
    readerKeys: readerKeys(),
    opener: stationOpener('station', privateKeys('texts')),
    contacts: stationOpener('contacts', privateKeys('contacts')),
  };
}
