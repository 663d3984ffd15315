import type { Case } from '../../cases/case.ts';
import { noticeAddressIn } from '../../cases/notices/notice-address.ts';
import { wantsNotices } from '../../cases/notices/notice-choice.ts';
import type { OpenedText } from '../../cases/reading/open-text.ts';
import { maskedMail } from '../shapes/mail.ts';
import { maskedPhone } from '../shapes/phone.ts';
import type { Track } from './shown-types.ts';

/** How the resident is told at present, and where to, masked. */
export function noticesView(found: Case, texts: readonly OpenedText[]): Track['notices'] {
  const newest = texts.findLast(({ kind }) => kind === 'notice-address')?.text;
  if (newest === undefined || !wantsNotices(found)) return { by: 'none' };
  const address = noticeAddressIn(newest);
  // Nothing can be sent there, so they are asked to choose again.
  if (address === undefined) return { by: 'none' };
  const { by, to } = address;
  return { by, to: by === 'sms' ? maskedPhone(to) : maskedMail(to) };
}
