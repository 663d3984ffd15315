import * as z from 'zod/mini';
import { type ChannelMaker, judgeByStatus } from './channel-maker.ts';
import { noticeRecord } from './notice-record.ts';
import { safeAddress } from './safe-address.ts';

/** Posts each notice unsigned to a loopback address: the outbox of the local run. */
export const sink: ChannelMaker<{ readonly url: URL }> = {
  settings: () => z.strictObject({ url: safeAddress() }),
  request: (notice, text, { url }) => ({ url, body: JSON.stringify(noticeRecord(notice, text)) }),
  judge: judgeByStatus,
};
