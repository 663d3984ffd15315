import type { ChannelPort } from './channel.ts';
import type { Notice } from './notice-record.ts';
import { EVERY_STAFF_CHANNEL } from './staff-brief.ts';

export type Sent = 'sent' | 'channel-failed' | 'channel-refused' | 'no-channel';

/**
 * Hands a notice to its channel, or to every channel that serves staff. Sent means sent over all that can take it: a
 * channel that only failed for now makes the whole be tried again, under the same id, which receivers know.
 */
export async function sendNotice(
  channels: readonly ChannelPort[],
  channel: string,
  notice: Notice,
): Promise<Sent> {
  const chosen = channels.filter(({ name, audience }) =>
    channel === EVERY_STAFF_CHANNEL ? audience.includes('staff') : name === channel,
  );
  const results = await Promise.all(chosen.map((one) => outcomeOf(one, notice)));
  if (results.length === 0) return 'no-channel';
  if (results.includes('transient')) return 'channel-failed';
  return results.includes('sent') ? 'sent' : 'channel-refused';
}

async function outcomeOf(channel: ChannelPort, notice: Notice): Promise<'sent' | 'transient' | 'permanent'> {
  try {
    return await channel.send(notice);
  } catch {
    return 'transient';
  }
}
