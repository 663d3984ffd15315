import type { Words } from './inbox-words.ts';
import type { Received } from './received.ts';

/** The limits that providers have in bytes, and whether they are of the text or of the whole request. */
const bytesMax: Readonly<Record<string, { readonly max: number; readonly of: 'text' | 'request' }>> = {
  wecom: { max: 2048, of: 'text' },
  dingtalk: { max: 20_000, of: 'request' },
  feishu: { max: 20_480, of: 'request' },
  webhook: { max: 20_000, of: 'request' },
};

/** One character that is no Latin one makes all of a short message take 16 bits each. */
const LATIN = /^[\n\r -~£¥èéùìòÇØøÅåÄÖÑÜ§äöñüà]*$/;

/** The length of a message as its provider counted it, in the provider's own units. */
export function shownLength({ wire, title, text }: Received, words: Words): string {
  const grouped = (count: number): string => count.toLocaleString('en-US');
  if (wire === undefined) return words.characters(grouped(title.length + text.length));
  const { provider, length } = wire;
  if (provider.endsWith('sms'))
    return words.shortMessages(grouped(wire.text.length), length, LATIN.test(wire.text) ? 153 : 67);
  const limit = bytesMax[provider];
  if (limit === undefined) return words.characters(grouped(length));
  const say = limit.of === 'text' ? words.bytes : words.bytesOfRequest;
  return say(grouped(length), grouped(limit.max));
}
