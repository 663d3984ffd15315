import type { Channel, SendResult } from './channel.ts';
import type { Notice, NoticeText } from './notice.ts';

export type Sent = 'sent' | 'channel-failed' | 'channel-refused' | 'no-channel';

/** There is one brief, however many channels serve the staff, so it goes over all of them. */
export const EVERY_STAFF_CHANNEL = 'every-staff-channel';

/**
 * Hands a notice to its channel, or to every channel that serves staff. Sent means sent over all that can take it: a
 * channel that only failed for now makes the whole be tried again, under the same id, which receivers know.
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
