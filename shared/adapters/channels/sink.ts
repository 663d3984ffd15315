import type { Channel } from '../../engine/outbox/channel.ts';
import { noticeRecord } from './notice-record.ts';
import { post } from './post.ts';

/** Posts each notice, as it is, to an address of ours: the outbox of the local run. */
export const sink = (name: string, url: URL, audience: Channel['audience'], timeoutMs: number): Channel => ({
  name,
  audience,
  send: (notice, text) => post(url, JSON.stringify(noticeRecord(notice, text)), {}, timeoutMs),
});
