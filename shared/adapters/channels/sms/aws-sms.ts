import type { NoticeText } from '../../../engine/outbox/notice.ts';
import type { ChannelAdapter, ChannelLimits } from '../channel-adapter.ts';
import { fitText } from '../fit-text.ts';
import { partsToKeep } from '../parts-to-keep.ts';
import { type AwsSmsSettings, awsSmsSettings } from './aws-sms-settings.ts';
import { judgeAwsSmsError } from './judge-aws-sms-error.ts';
import { isE164 } from './phone-number.ts';
import { unsure } from './unsure.ts';

/** Each part is paid for. Three hold 201 Chinese characters or 459 Latin ones. */
const length: ChannelLimits['length'] = { max: 3, unit: 'sms-parts' };

/** A telephone that is switched off for a night still gets its message; after that the case hears that it did not. */
const TIME_TO_LIVE_SECONDS = 12 * 3600;

/** Message ids of the provider are stored. */
const MESSAGE_ID = /^[\w-]{1,64}$/;

/**
 * Short messages by AWS End User Messaging, outside China. The notice's id goes along as context and comes back with each
 * delivery event. A repeat is not recognised, so an attempt without an answer is `unsure`. The client is loaded for the
 * first message.
 */
export const awsSms: ChannelAdapter<AwsSmsSettings> = {
  limits: { length },
  settings: awsSmsSettings,

  async send({ address, notice, text }, given, { timeoutMs }) {
    if (address === undefined || !isE164(address)) return { result: 'permanent', code: 'address-invalid' };
    const body = bodyOf(text);
    if (body === undefined) return { result: 'permanent', code: 'too-long' };
    const { sendTextMessage } = await import('./aws-sms-client.ts');
    const context = { delivery: notice.id };
    const message = { phone: address, body, timeToLiveSeconds: TIME_TO_LIVE_SECONDS, context };
    try {
      const id = await sendTextMessage(message, given, timeoutMs);
      return id !== undefined && MESSAGE_ID.test(id) ? { result: 'sent', receipt: id } : unsure;
    } catch (error) {
      return judgeAwsSmsError(error);
    }
  },
};

/** The text alone, since it has no title. Number and link are never cut. */
function bodyOf(notice: NoticeText): string | undefined {
  const links = notice.text.match(/https?:\/\/[\x21-\x7e]+/g) ?? [];
  const kept = new Set([...partsToKeep(notice), ...links]);
  return notice.text === '' ? undefined : fitText(notice.text, [...kept], length);
}
