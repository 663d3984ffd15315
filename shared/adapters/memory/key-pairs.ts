import { generateKeyPairSync } from 'node:crypto';
import type { StationId } from '../../engine/scope.ts';
import type { PrivateKeys, PublicKeys } from '../vault/key-pairs.ts';
import type { PairUse } from '../vault/key-use.ts';
import { importPrivate, shortForm } from '../vault/public-key.ts';

/** Pairs of stations in memory, made when they are first asked for. */
export function memoryKeyPairs(): {
  readonly publicKeys: PublicKeys;
  readonly privateKeys: (use: PairUse) => PrivateKeys;
} {
  const pairs = new Map<string, ReturnType<typeof newPair>>();
  const pairOf = (use: PairUse, station: StationId) => {
    const name = `${use}|${station}`;
    const pair = pairs.get(name) ?? newPair();
    pairs.set(name, pair);
    return pair;
  };
  return {
    publicKeys: { of: async (use, station) => pairOf(use, station).publicKey },
    privateKeys: (use) => ({
      of: async (station) => (await importPrivate(pairOf(use, station).pkcs8)).key,
    }),
  };
}

function newPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    publicKey: shortForm(publicKey),
    pkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }),
  };
}
