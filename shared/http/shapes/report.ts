import * as z from 'zod/mini';
import type { Channel } from '../../cases/case.ts';
import { caseTypes } from '../../cases/case-type.ts';
import { TEXT_MAX } from '../../cases/command.ts';
import { smsNumberIn } from '../../cases/notices/notice-address.ts';
import type { NoticeWay } from '../../cases/notices/notice-choice.ts';
import { languages } from '../../engine/language.ts';
import { placeCode, token } from './ids.ts';
import { mail } from './mail.ts';
import { noticeWay } from './notices.ts';
import { phone } from './phone.ts';
import { code, instant, line, multiline, rule } from './text.ts';

const NAME_MAX = 40;
const PROOF_OF_WORK_MAX = 2000;
/** More than any type has closed questions. */
const DETAILS_MAX = 20;

const contact = () =>
  z
    .strictObject({
      phone: z.exactOptional(phone()),
      mail: z.exactOptional(mail()),
      name: z.exactOptional(line(NAME_MAX)),
    })
    .check(
      rule('missing', (given) => Object.keys(given).length > 0),
      z.meta({ minProperties: 1 }),
    );

/** Answers by question, both as codes of the type's policy. */
export const details = () =>
  z.record(code(), code()).check(rule('too-many', (answers) => Object.keys(answers).length <= DETAILS_MAX));

const fields = () => ({
  place: placeCode(),
  type: z.enum(caseTypes),
  what: multiline(TEXT_MAX),
  contact: z.exactOptional(contact()),
  notices: z.exactOptional(noticeWay()),
  details: z._default(details(), {}),
  occurredAt: z.exactOptional(instant()),
  token: z.exactOptional(token()),
  language: z.exactOptional(z.enum(languages)),
});

interface Reached {
  readonly contact?: z.output<ReturnType<typeof contact>>;
  readonly notices?: NoticeWay;
}

/** Messages that a resident asks for need a number or an address that takes them. */
const hasWhereTo = [
  z.refine<Reached>(
    ({ contact, notices }) => notices !== 'sms' || smsNumberIn(contact?.phone ?? '') !== undefined,
    {
      path: ['contact', 'phone'],
      params: { code: 'not-for-sms' },
    },
  ),
  z.refine<Reached>(({ contact, notices }) => notices !== 'mail' || contact?.mail !== undefined, {
    path: ['contact', 'mail'],
    params: { code: 'missing' },
  }),
] as const;

/** The solved challenge of the place (ALTCHA, base64 of JSON). A report without one is received with low trust. */
const proofOfWork = () => z.string().check(z.maxLength(PROOF_OF_WORK_MAX));

/** A report by a resident. */
export const residentReport = () =>
  z.strictObject({ ...fields(), proofOfWork: z.exactOptional(proofOfWork()) }).check(...hasWhereTo);

const staffChannels = ['walk-in', 'phone', 'guard-post'] as const satisfies readonly Channel[];

/** A report that staff submit for a resident. */
export const staffReport = () =>
  z.strictObject({ ...fields(), channel: z.enum(staffChannels) }).check(...hasWhereTo);
