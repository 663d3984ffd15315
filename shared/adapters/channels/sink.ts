import * as z from 'zod/mini';
import type { ChannelAdapter } from './channel-adapter.ts';
import { noticeRecord } from './notice-record.ts';
import { judgeByStatus, noResponse, post } from './post.ts';
import { safeAddress } from './safe-address.ts';

/** Posts each notice unsigned to a loopback address: the outbox of the local run. */
export const sink: ChannelAdapter<{ readonly url: URL }> = {
  limits: { length: { max: 100_000, unit: 'characters' } },
  settings: () => z.strictObject({ url: safeAddress() }),
  async send({ notice, text }, { url }, { timeoutMs }) {
    const response = await post({ url, body: JSON.stringify(noticeRecord(notice, text)) }, timeoutMs);
    return response === undefined ? noResponse : judgeByStatus(response);
  },
};
