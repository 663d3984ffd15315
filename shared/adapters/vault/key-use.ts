/** Uses of a secret key of 32 bytes, from which keys for one purpose each are derived. */
export const secretUses = ['hashing', 'commands', 'signing', 'phones', 'notary', 'webhooks'] as const;
export type SecretUse = (typeof secretUses)[number];

/**
 * Uses of pairs of keys, one pair for each station: `texts` opens what people wrote to it, `contacts` how its residents
 * can be reached. Sealing needs the public half alone.
 */
export const pairUses = ['texts', 'contacts'] as const;
export type PairUse = (typeof pairUses)[number];

/** What a stored key is for. The key service opens it only for functions that may have that use. */
export type KeyUse = SecretUse | PairUse;
export const keyUses: readonly KeyUse[] = [...pairUses, ...secretUses];
