import type { LocalSettings } from '../../../infra/stages.ts';
import { standardChannels } from '../../../shared/policies/channels-content.ts';

/** Settings of a template of which no part is started. */
export const localSettings: LocalSettings = {
  facts: 'all',
  loopbackWebhooks: true,
  publicOrigin: 'http://127.0.0.1:8787',
  uploadOrigin: 'http://127.0.0.1:9000',
  oidc: { issuer: 'http://127.0.0.1:8788', audience: 'huiying' },
  channels: standardChannels('sink'),
  channelSecretsDir: '/channels',
  keyDir: '/keys',
  notaryLogFile: '/notary.jsonl',
};
