import type { ChannelPort } from '../../engine/outbox/channel.ts';
import type { Notice } from '../../engine/outbox/notice-record.ts';

type Answer = Awaited<ReturnType<ChannelPort['send']>>;

/** A channel that keeps what it is given, for tests and the simulator. */
export interface MemoryChannel extends ChannelPort {
  /** All that was tried, failed attempts too. */
  readonly notices: readonly Notice[];
  /** What it says from now on. */
  answer(answer: Answer): void;
}

export function memoryChannel(
  name: string,
  audience: ChannelPort['audience'] = ['staff', 'resident'],
): MemoryChannel {
  const notices: Notice[] = [];
  let answer: Answer = 'sent';
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
