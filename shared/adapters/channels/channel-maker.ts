import type * as z from 'zod/mini';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { SendResult } from '../../engine/outbox/channel.ts';
import type { Notice, NoticeText } from '../../engine/outbox/notice.ts';

/** One request to a channel's receiver. */
export interface ChannelRequest {
  readonly url: URL;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back: the status, and as much of the body as a judgement may need. */
export interface ChannelResponse {
  readonly status: number;
  readonly body: string;
}

/** How one kind of channel is spoken. */
export interface ChannelMaker<Settings> {
  /** Where it leads and what it is signed with; secrets of the one function that sends. Made when it is first read. */
  readonly settings: () => z.ZodMiniType<Settings>;
  request(notice: Notice, text: NoticeText, settings: Settings, now: Instant): ChannelRequest;
  /** Whether the receiver took it. Some say no with the status 200. */
  judge(response: ChannelResponse): SendResult;
}

/** For receivers whose status says it all: other tries may help unless the request itself was refused. */
export function judgeByStatus({ status }: ChannelResponse): SendResult {
  if (status >= 200 && status < 300) return 'sent';
  const permanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return permanent ? 'permanent' : 'transient';
}
