import type { Channel, SendResult } from './channel.ts';
import type { Notice, NoticeText } from './notice.ts';

export type Sent = 'sent' | 'channel-failed' | 'channel-refused' | 'no-channel';

/** Channel name of the morning brief, whose one delivery is sent over all channels to staff. */
export const EVERY_STAFF_CHANNEL = 'every-staff-channel';

/**
 * Sends a notice over its channel, or over every channel to staff. If one channel fails for now, the result is
 * `channel-failed` and all are tried again under the same id, by which receivers recognise a repeat.
 */
export async function sendNotice(
  channels: readonly Channel[],
  channel: string,
  notice: Notice,
  text: NoticeText,
): Promise<Sent> {
  const chosen = channels.filter(({ name, audience }) =>
    channel === EVERY_STAFF_CHANNEL ? audience.includes('staff') : name === channel,
  );
  const results = await Promise.all(chosen.map((one) => resultOf(one, notice, text)));
  if (results.length === 0) return 'no-channel';
  if (results.includes('transient')) return 'channel-failed';
  return results.includes('sent') ? 'sent' : 'channel-refused';
}

async function resultOf(channel: Channel, notice: Notice, text: NoticeText): Promise<SendResult> {
  try {
    return await channel.send(notice, text);
  } catch {
    return 'transient';
  }
}
