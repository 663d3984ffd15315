import * as z from 'zod/mini';
import type {
  ChannelAdapter,
  ChannelLimits,
  ChannelMessage,
  Judged,
  SendOptions,
} from '../channel-adapter.ts';
import { fitText } from '../fit-text.ts';
import { isLoopback } from '../loopback.ts';
import { partsToKeep } from '../parts-to-keep.ts';
import { judgeSmtpError } from './judge-smtp-error.ts';
import { isMailAddress } from './mail-address.ts';

/** A mail server and the sender. `user` and `password` are secrets; the rest may be station data. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, as on port 465, or by STARTTLS before anything else is said. `none` on loopback only. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** The certificate in PEM of an authority that the public lists do not have. */
  readonly authority?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from: string;
  /** The sender as a mail program shows it. */
  readonly fromName?: string | undefined;
}

const line = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^\P{Cc}+$/u));
const mailAddress = () => z.string().check(z.refine(isMailAddress, 'one mail address'));

const settings = (): z.ZodMiniType<SmtpSettings> =>
  z
    .strictObject({
      host: z.string().check(z.regex(/^[A-Za-z0-9.:-]{1,253}$/)),
      port: z.int().check(z.minimum(1), z.maximum(65_535)),
      tls: z.enum(['implicit', 'starttls', 'none']),
      authority: z.optional(
        z.string().check(z.maxLength(8_192), z.startsWith('-----BEGIN CERTIFICATE-----')),
      ),
      user: z.optional(line(256)),
      password: z.optional(line(256)),
      from: mailAddress(),
      fromName: z.optional(line(64)),
    })
    .check(
      z.refine(({ tls, host }) => tls !== 'none' || isLoopback(host), 'TLS is left out on loopback only'),
      z.refine(
        ({ user, password }) => (user === undefined) === (password === undefined),
        'user and password',
      ),
    );

/** Of the words below the subject. Beyond it, a mail is no notice any more. */
const length: ChannelLimits['length'] = { max: 10_000, unit: 'characters' };
const subjectLength: ChannelLimits['length'] = { max: 200, unit: 'characters' };

/**
 * Mail by SMTP, also to Amazon SES. Plain text alone: a link in it needs no HTML. A server that does not speak TLS gets
 * nothing, not even the password. Each message has a connection of its own, since a function may be frozen for minutes
 * between two messages and the server would have closed a kept one. The library is loaded for the first mail.
 */
export const smtp: ChannelAdapter<SmtpSettings> = {
  limits: { length },
  settings,

  async send(message, given, options) {
    const { address } = message;
    if (address === undefined || !isMailAddress(address))
      return { result: 'permanent', code: 'address-invalid' };
    const words = fitText(message.text.text, partsToKeep(message.text), length);
    if (words === undefined) return { result: 'permanent', code: 'too-long' };
    return deliver(message, address, words, given, options);
  },
};

async function deliver(
  message: ChannelMessage,
  to: string,
  words: string,
  given: SmtpSettings,
  { now, timeoutMs }: SendOptions,
): Promise<Judged> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(connectionTo(given, timeoutMs));
  try {
    await transport.sendMail({
      // Receivers drop a repeat by its id, so it is the same for each attempt.
      messageId: `<${message.notice.id}@${domainOf(given.from)}>`,
      date: new Date(now),
      from: { name: given.fromName ?? '', address: given.from },
      to: { name: '', address: to },
      subject: fitText(message.text.title, [], subjectLength) ?? '',
      text: words,
      headers: headersOf(message),
      // Of the whole attempt; the limits of the connection alone would add up.
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { result: 'sent' };
  } catch (error) {
    return judgeSmtpError(error);
  }
}

const connectionTo = (
  { host, port, tls, authority, user, password, from }: SmtpSettings,
  timeoutMs: number,
) => ({
  host,
  port,
  secure: tls === 'implicit',
  requireTLS: tls === 'starttls',
  ignoreTLS: tls === 'none',
  tls: { minVersion: 'TLSv1.2' as const, ...(authority !== undefined && { ca: authority }) },
  ...(user !== undefined && { auth: { user, pass: password ?? '' }, forceAuth: true }),
  // Otherwise it is the name of this machine, which concerns nobody.
  name: domainOf(from),
  dnsTimeout: timeoutMs,
  connectionTimeout: timeoutMs,
  greetingTimeout: timeoutMs,
  socketTimeout: timeoutMs,
  socketCloseTimeout: 0,
  maxResponseSize: RESPONSE_BYTES_MAX,
  disableFileAccess: true,
  disableUrlAccess: true,
  allowInternalNetworkInterfaces: isLoopback(host),
});

const RESPONSE_BYTES_MAX = 16 * 1024;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** No automatic answer comes back to these, and a mail program offers to stop them with one tap (RFC 8058). */
const headersOf = ({ notice, unsubscribe }: ChannelMessage) => ({
  'Auto-Submitted': 'auto-generated',
  'Content-Language': notice.language,
  ...(unsubscribe !== undefined && {
    'List-Unsubscribe': { prepared: true, value: `<${new URL(unsubscribe).href}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }),
});
