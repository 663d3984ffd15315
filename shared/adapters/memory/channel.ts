import type { Channel, SendResult } from '../../engine/outbox/channel.ts';
import type { Notice } from '../../engine/outbox/notice.ts';

/** A channel that keeps what it is given, for tests and the simulator. */
export interface MemoryChannel extends Channel {
  /** All that was tried, failed attempts too. */
  readonly notices: readonly Notice[];
  /** What it says from now on. */
  answer(answer: SendResult): void;
}

export function memoryChannel(
  name: string,
  audience: Channel['audience'] = ['staff', 'resident'],
): MemoryChannel {
  const notices: Notice[] = [];
  let answer: SendResult = 'sent';
  return {
    name,
    audience,
    notices,
    answer(next) {
      answer = next;
    },
    async send(notice) {
      notices.push(notice);
      return answer;
    },
  };
}
