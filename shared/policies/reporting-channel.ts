import type { StationId } from '../engine/scope.ts';
import { hasHash } from '../engine/secrets/has-hash.ts';
import type { ChannelEntry, ChannelsContent } from './channels-content.ts';

/**
 * The published setting of a channel whose provider calls back: the hash of the secret in the address that it calls. Whoever
 * reads it cannot call, so it need not be a secret, and the function that is called needs none.
 */
export const reportsSha256 = 'reportsSha256';

const SHA256 = /^[0-9a-f]{64}$/;
/** The hash of no secret that anybody knows, so that a channel without one takes as long. */
const NO_SECRET = '0'.repeat(64);

/** The channel of a station whose provider calls by this secret; `undefined` whatever part of it is unknown. */
export async function reportingChannel(
  published: (station: StationId) => Promise<ChannelsContent | undefined>,
  { station, channel, secret }: { station: StationId; channel: string; secret: string },
): Promise<ChannelEntry | undefined> {
  const content = await published(station);
  const found = content?.channels.find(({ name }) => name === channel);
  const hash = found?.settings?.[reportsSha256];
  const isKnown = typeof hash === 'string' && SHA256.test(hash);
  return hasHash(secret, isKnown ? hash : NO_SECRET) && isKnown ? found : undefined;
}
