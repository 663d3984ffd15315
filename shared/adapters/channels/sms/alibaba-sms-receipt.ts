import * as z from 'zod/mini';
import { onFirstUse } from '../../../engine/on-first-use.ts';
import type { Receipt } from '../../../engine/outbox/receipts/record-receipt.ts';
import type { ReportReader } from '../../../engine/outbox/receipts/report-reader.ts';
import { MESSAGE_ID } from './judge-alibaba-sms.ts';

/** Times are those of Beijing, without saying so. */
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;
/** Ids and codes are stored and logged. */
const code = z.string().check(z.regex(/^[\w.:-]{1,64}$/));

const shape = onFirstUse(() =>
  z.object({
    biz_id: z.string().check(z.regex(MESSAGE_ID)),
    out_id: z.string().check(z.regex(/^[\w-]{1,128}$/)),
    success: z.boolean(),
    err_code: code,
    report_time: z.string().check(z.regex(LOCAL_TIME)),
  }),
);

/**
 * Reads the calls `SmsReport`: an array of reports, unsigned, so the path it comes by must be secret. The telephone number
 * in it is not read. A report of another system has no id of ours and is left out. The provider repeats a call that is not
 * answered with this after 1, 5 and 10 minutes.
 */
export const alibabaSmsReceipts: ReportReader = {
  taken: { code: 0, msg: '接收成功' },
  receiptsIn: (reports) => reports.flatMap((report) => receiptIn(report) ?? []),
};

function receiptIn(report: unknown): Receipt | undefined {
  const { data } = shape().safeParse(report);
  if (data === undefined) return undefined;
  const [, day, time] = LOCAL_TIME.exec(data.report_time) ?? [];
  const at = Date.parse(`${day}T${time}+08:00`);
  if (Number.isNaN(at)) return undefined;
  const outcome = data.success ? 'delivered' : 'undelivered';
  return { delivery: data.out_id, message: data.biz_id, outcome, code: data.err_code, at };
}
