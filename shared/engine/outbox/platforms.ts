import * as z from 'zod/mini';

/** Where people have ids, by which a channel mentions or reaches them. */
export type Platform = 'wecom' | 'dingtalk' | 'feishu' | 'mail' | 'phone';

/** An id as a platform gives it; it becomes a part of messages and never of a key. */
const id = () =>
  z.exactOptional(
    z
      .string()
      .check(z.regex(/^[^\s\p{C}<>]{1,128}$/u, 'An id of a platform has no blanks and no angle brackets.')),
  );

/** The ids of a person where messages are sent. */
export const platformsShape = () =>
  z.strictObject({
    wecom: id(),
    dingtalk: id(),
    feishu: id(),
    mail: z.exactOptional(z.email()),
    phone: z.exactOptional(
      z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, 'A telephone number is written like +8613800001111.')),
    ),
  });
