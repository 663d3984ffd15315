import type { Mac } from '../../engine/secrets/mac.ts';
import { hmacUnder } from '../vault/hmac.ts';
import type { KeySource } from '../vault/key-source.ts';

/** The code of what the notary writes and the prover reads; no other function holds this key. */
export const notaryMac = (source: KeySource): Mac => hmacUnder(source, 'huiying notary key 1');
