import type { EndpointSecrets } from '../webhooks/webhook-world.ts';
import { once } from './once.ts';
import { derivedKey } from './vault/derived-key.ts';
import type { KeySource } from './vault/key-source.ts';

/**
 * The secrets of endpoints, each derived (HKDF) from the key of this use and the random id of the secret. So none is
 * stored: a copy of the table tells no secret, and an endpoint that is entered anew has another one.
 */
export function endpointSecrets(source: KeySource): EndpointSecrets {
  const key = once(() => source.key());
  return {
    async of(station, name, secretId) {
      const secret = derivedKey(await key(), `huiying webhook secret 1 ${station} ${name} ${secretId}`);
      return `whsec_${Buffer.from(secret).toString('base64')}`;
    },
  };
}
