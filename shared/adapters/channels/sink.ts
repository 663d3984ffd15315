import type { ChannelPort } from '../../engine/outbox/channel.ts';
import { noticeRecord } from './notice-record.ts';
import { post } from './post.ts';

/** Posts each notice, as it is, to an address of ours: the outbox of the local run. */
export const sink = (name: string, url: URL, audience: ChannelPort['audience']): ChannelPort => ({
  name,
  audience,
  send: (notice) => post(url, JSON.stringify(noticeRecord(notice))),
});
