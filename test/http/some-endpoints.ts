import { judgeAddress } from '../../shared/adapters/channels/outside/judge-address.ts';
import type { Resolve } from '../../shared/adapters/channels/outside/outside-address.ts';
import { endpointSecrets } from '../../shared/adapters/endpoint-secrets.ts';
import type { EndpointConnections } from '../../shared/webhooks/webhook-world.ts';

/** Every name under `example` is on the internet, except those that say where they lead. */
export const resolveExamples: Resolve = async (name) => {
  if (name.startsWith('nowhere.')) throw new Error('ENOTFOUND');
  if (!name.endsWith('.example')) return [{ address: '127.0.0.1', family: 4 }];
  const addresses = name.startsWith('both.') ? ['8.8.8.8', '10.0.0.1'] : ['8.8.8.8'];
  return addresses.map((address) => ({ address, family: 4 }));
};

/** What functions have that deal with endpoints of other systems, by the rule that is deployed. */
export const someEndpoints: EndpointConnections = {
  secrets: endpointSecrets({ key: async () => new Uint8Array(32).fill(9) }),
  judge: judgeAddress('outside', 1, resolveExamples),
};
