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

/** The receiver's response: its status and the beginning of its body, in which some receivers report errors. */
export interface ChannelResponse {
  readonly status: number;
  readonly body: string;
}

/** How one kind of channel builds its requests and reads its responses. */
export interface ChannelMaker<Settings> {
  /**
   * The schema of the channel's address and signing secret, which only the sending function knows. Built when first
   * used.
   */
  readonly settings: () => z.ZodMiniType<Settings>;
  request(notice: Notice, text: NoticeText, settings: Settings, now: Instant): ChannelRequest;
  /** Whether the receiver accepted the notice. Some receivers reject with status 200. */
  judge(response: ChannelResponse): SendResult;
}

/** Judges by status alone: a 4xx other than 408 and 429 is permanent, every other failure is worth a retry. */
export function judgeByStatus({ status }: ChannelResponse): SendResult {
  if (status >= 200 && status < 300) return 'sent';
  const permanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return permanent ? 'permanent' : 'transient';
}
