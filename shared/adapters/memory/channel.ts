import type { Channel, SendResult } from '../../engine/outbox/channel.ts';
import type { Notice, NoticeText } from '../../engine/outbox/notice.ts';

/** A channel that keeps the notices it is given, for tests and the simulator. */
export interface MemoryChannel extends Channel {
  /** All notices passed to `send`, failed attempts included. */
  readonly notices: readonly Notice[];
  /** The rendered text of each notice. */
  readonly texts: readonly NoticeText[];
  /** Sets the result of all later sends. */
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
