import * as z from 'zod/mini';
import { MAIL_MAX } from '../../cases/notices/notice-address.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import { rule } from './text.ts';

// Not `z.regexes.email`, which would bring along the patterns of every other format.
const ofAscii = onFirstUse(() => z.email());

/** A mail address, trimmed: of ASCII alone, since not every server takes others. */
export const mail = () =>
  z.string().check(
    z.trim(),
    rule('wrong-mail', (text) => text.length <= MAIL_MAX && ofAscii().safeParse(text).success),
    z.meta({ maxLength: MAIL_MAX, examples: ['wang@example.cn'] }),
  );

/** What its owner recognises and nobody can write to: `w•••@example.cn`. */
export const maskedMail = (address: string): string => address.replace(/^(.).*(?=@)/, '$1•••');
