/**
 * What a stored key is for. Each use has a key of its own, which the key service opens only for functions that may have
 * it: `texts` seals what people write, `phones` hashes the telephone numbers that cases are found by.
 */
export const keyUses = ['texts', 'phones'] as const;
export type KeyUse = (typeof keyUses)[number];
