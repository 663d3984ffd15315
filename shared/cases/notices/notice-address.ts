import * as z from 'zod/mini';
import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { Tickets } from '../../engine/secrets/tickets.ts';
import type { CaseKey } from '../case-key.ts';
import { canonicalPhones } from '../intake/canonical-phones.ts';
import type { CaseText } from '../text-kinds.ts';

/**
 * Where messages about a case go, and what they name: a text of its own, which nobody but the resident and the functions
 * that open contacts can open. The link of the case is in it, since its secret is stored nowhere else.
 */
export interface NoticeAddress {
  readonly by: 'sms' | 'mail';
  /** A telephone number in E.164, or a mail address. */
  readonly to: string;
  /** The secret of the case's link. */
  readonly token: string;
  /** The secret of the link that stops messages by mail, and opens nothing. */
  readonly stop?: string;
  /** The resident chose to be told, so they are also told that their report was received. */
  readonly asked?: true;
}

/** How long a link in a mail stops the messages of its case: longer than a contact is kept. */
const STOP_LINK_KEPT = 730 * DAY;

export const MAIL_MAX = 254;

const shape = onFirstUse(() =>
  z.object({
    by: z.enum(['sms', 'mail']),
    to: z.string(),
    token: z.string(),
    stop: z.exactOptional(z.string()),
    asked: z.exactOptional(z.literal(true)),
  }),
);

/** Seals nothing: the text to be sealed. Throws `Unavailable` where the key of the stop link does not open. */
export async function noticeAddressText(
  { tickets }: { readonly tickets: Tickets },
  { station, id }: CaseKey,
  address: Omit<NoticeAddress, 'stop'>,
  now: Instant,
): Promise<CaseText> {
  const stop =
    address.by === 'mail'
      ? await tickets.issue('stop', { station, caseId: id }, now + STOP_LINK_KEPT)
      : undefined;
  return { kind: 'notice-address', text: JSON.stringify({ ...address, stop }) };
}

/** The address in an opened text; undefined for any other text, of which an error would quote a part. */
export function noticeAddressIn(text: string): NoticeAddress | undefined {
  try {
    return shape().safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The first number that can take a message, in E.164: a mobile number of China, or any number abroad. */
export const smsNumberIn = (phone: string): string | undefined =>
  canonicalPhones(phone).find((number) => /^\+(861[3-9]\d{9}$|(?!86))/.test(number));
