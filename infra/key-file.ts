import { join } from 'node:path';
import type { KeyUse, PairUse } from '../shared/adapters/vault/key-use.ts';

/** The key file of a use, on one machine. */
export const keyFileOf = (keyDir: string, use: KeyUse): string => join(keyDir, `${use}-key`);

/** The public half of a use's key, for who makes the pairs of stations. */
export const publicKeyFileOf = (keyDir: string, use: PairUse): string => join(keyDir, `${use}-key.pub`);
