import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type SecretName, secretPath } from '../../../shared/adapters/channels/channel-secrets.ts';
import type { ChannelKind } from '../../../shared/adapters/channels/channels.ts';
import type { RoutedRole } from '../../../shared/engine/outbox/route.ts';
import type { ChannelsContent } from '../../../shared/policies/channels-content.ts';

/** What a channel keeps secret, by its name. */
export interface LocalSecret {
  readonly name: string;
  readonly secret: Readonly<Record<string, unknown>>;
}

/** A channel of the local run, with what its kind keeps secret. */
export interface LocalChannel extends LocalSecret {
  readonly kind: ChannelKind;
  /** Whom it alone reaches. */
  readonly to: readonly RoutedRole[];
}

/** The secrets of channels in a data directory, one file for each. */
export const channelSecretsDirIn = (dataDir: string): string => join(dataDir, 'channels');

/** Each message goes over the first of the channels that is for it. */
export const channelsOf = (channels: readonly LocalChannel[]): ChannelsContent => ({
  version: 'local',
  channels: channels.map(({ name, kind }) => ({ name, kind })),
  routes: channels.map(({ name, to }) => ({ to, channels: [name] })),
});

/** Writes the secrets of a station's channels, or the deployment's, so that only their owner can read them. */
export function writeChannelSecrets(
  dataDir: string,
  station: SecretName['station'],
  channels: readonly LocalSecret[],
): void {
  for (const { name, secret } of channels) {
    const path = join(channelSecretsDirIn(dataDir), secretPath({ station, channel: name }));
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${JSON.stringify(secret)}\n`, { mode: 0o600 });
    // The mode above applies to a new file alone.
    chmodSync(path, 0o600);
  }
}
