import type { Channel, SendResult } from '../../engine/outbox/channel.ts';
import type { Notice, NoticeText } from '../../engine/outbox/notice.ts';

/** A channel that keeps what it is given, for tests and the simulator. */
export interface MemoryChannel extends Channel {
  /** All that was tried, failed attempts too. */
  readonly notices: readonly Notice[];
  /** The same in words. */
  readonly texts: readonly NoticeText[];
  /** What it says from now on. */
  answer(answer: SendResult): void;
}

export function memoryChannel(
  name: string,
  audience: Channel['audience'] = ['staff', 'resident'],
): MemoryChannel {
  const notices: Notice[] = [];
  const texts: NoticeText[] = [];
  let answer: SendResult = 'sent';
  return {
    name,
    audience,
    notices,
    texts,
    answer(next) {
      answer = next;
    },
    async send(notice, text) {
      notices.push(notice);
      texts.push(text);
      return answer;
    },
  };
}
