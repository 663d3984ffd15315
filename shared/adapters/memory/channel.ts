import type { Channel, ChannelBook, ChannelMessage, Judged } from '../../engine/outbox/channel.ts';
import type { Notice, NoticeText } from '../../engine/outbox/notice.ts';
import type { RoutedRole } from '../../engine/outbox/route.ts';

/** A channel that keeps the notices it is given, for tests and the simulator. */
export interface MemoryChannel extends Channel {
  /** All notices passed to `send`, failed attempts included. */
  readonly notices: readonly Notice[];
  /** All messages passed to `send`, with where they went. */
  readonly messages: readonly ChannelMessage[];
  /** The rendered text of each notice. */
  readonly texts: readonly NoticeText[];
  /** Sets the result of all later sends. */
  answer(answer: Judged['result'] | Judged): void;
}

export function memoryChannel(
  name: string,
  more: Pick<Channel, 'language' | 'mentions' | 'reaches'> = {},
): MemoryChannel {
  const notices: Notice[] = [];
  const messages: ChannelMessage[] = [];
  const texts: NoticeText[] = [];
  let answer: Judged = { result: 'sent' };
  return {
    name,
    ...more,
    notices,
    messages,
    texts,
    answer(next) {
      answer = typeof next === 'string' ? judged(next) : next;
    },
    async send(message) {
      const { notice, text } = message;
      messages.push(message);
      notices.push(notice);
      texts.push(text);
      return answer;
    },
  };
}

const judged = (result: Judged['result']): Judged =>
  result === 'sent' ? { result } : { result, code: `http-${result}` };

/** Channels that every station has, each of them for some roles and, where none is named, for everybody. */
export const memoryChannels = (
  ...routes: readonly (Channel | { readonly channel: Channel; readonly to: readonly RoutedRole[] })[]
): ChannelBook => {
  const ways = routes.map((one) => ('channel' in one ? one : { channel: one, to: undefined }));
  return {
    routeOf: async (_station, { to }) =>
      ways.filter((one) => one.to === undefined || one.to.includes(to)).map(({ channel }) => channel),
    named: async (_station, name) => ways.find(({ channel }) => channel.name === name)?.channel,
  };
};
