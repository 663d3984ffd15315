import * as z from 'zod/mini';
import { PHONE_TEXT_MAX } from '../../cases/intake/read-phones.ts';
import { MAIL_MAX, smsNumberIn } from '../../cases/notices/notice-address.ts';
import { noticeWays } from '../../cases/notices/notice-choice.ts';
import { commandId } from './ids.ts';
import { mail } from './mail.ts';

/** How a resident wants to be told. */
export const noticeWay = () => z.enum(noticeWays);

/** A choice of the tracking page. Without `to` it is the number or address that was left with the report. */
export const residentNotices = () =>
  z
    .strictObject({
      commandId: z.exactOptional(commandId()),
      by: noticeWay(),
      to: z.exactOptional(
        z
          .string()
          .check(
            z.trim(),
            z.maxLength(Math.max(MAIL_MAX, PHONE_TEXT_MAX)),
            z.meta({ description: 'A telephone number as people write it, or a mail address.' }),
          ),
      ),
    })
    .check(
      z.refine(({ by, to }) => by !== 'sms' || to === undefined || smsNumberIn(to) !== undefined, {
        path: ['to'],
        params: { code: 'not-for-sms' },
      }),
      z.refine(({ by, to }) => by !== 'mail' || to === undefined || mail().safeParse(to).success, {
        path: ['to'],
        params: { code: 'wrong-mail' },
      }),
    );
