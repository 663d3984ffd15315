import { type ChannelSecrets, recentSecrets } from '../shared/adapters/channels/channel-secrets.ts';
import { secretFiles } from '../shared/adapters/channels/secret-files.ts';
import { stationChannels } from '../shared/adapters/channels/station-channels.ts';
import { channelMinutes } from '../shared/adapters/dynamo/rate-counters.ts';
import type { Table } from '../shared/adapters/dynamo/rows.ts';
import { readConfig } from '../shared/config.ts';
import type { Instant } from '../shared/engine/calendar/instant.ts';
import type { ChannelBook } from '../shared/engine/outbox/channel.ts';
import type { ChannelsContent } from '../shared/policies/channels-content.ts';
import type { publishedChannels } from '../shared/policies/published-channels.ts';

/** The channels of all stations, for a function that sends. Their secrets are read when the first message is sent. */
export function wireChannels(
  table: Table,
  now: () => Instant,
  published: ReturnType<typeof publishedChannels>,
): ChannelBook {
  const { channels, channelSecretsPrefix, channelSecretsDir, timeoutFactor } = readConfig([
    'channels',
    'channelSecretsPrefix',
    'channelSecretsDir',
    'timeoutFactor',
  ]);
  if (channelSecretsPrefix === undefined && channelSecretsDir === undefined) {
    throw new Error('settings absent or wrong: CHANNEL_SECRETS_PREFIX or CHANNEL_SECRETS_DIR');
  }
  const secrets =
    channelSecretsDir === undefined
      ? parameters(channelSecretsPrefix ?? '', timeoutFactor)
      : secretFiles(channelSecretsDir);
  return stationChannels({
    published,
    standard: JSON.parse(channels) as ChannelsContent,
    secrets: recentSecrets(secrets, now),
    counters: channelMinutes(table),
    timeoutFactor,
  });
}

/** The client is loaded when the first secret is read, since most starts send nothing by then. */
function parameters(prefix: string, timeoutFactor: number): ChannelSecrets {
  let loaded: Promise<ChannelSecrets> | undefined;
  return {
    async of(name) {
      loaded ??= import('../shared/adapters/channels/secret-parameters.ts').then(({ secretParameters }) =>
        secretParameters(prefix, timeoutFactor),
      );
      return (await loaded).of(name);
    },
  };
}
