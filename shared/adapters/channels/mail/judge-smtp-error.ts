import type { Judged } from '../channel-adapter.ts';

/** What the library says about a failed attempt. Its text may repeat an address, so nothing of it is kept. */
interface SmtpError {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly permanent?: unknown;
}

/** What a certificate can be refused for, as Node names it. */
const CERTIFICATE = /CERT|ISSUER|SIGNATURE|ALTNAME|^ERR_(?:SSL|TLS)/;

/**
 * Judges a failed attempt by the server's reply, where there is one: 4xx is worth another attempt, and so is 503. What a
 * server refuses for good concerns the recipient once it was named, and the whole channel before: then the password, the
 * sender or the certificate is wrong.
 */
export function judgeSmtpError(error: unknown): Judged {
  const { code, originalCode, command, responseCode, permanent } = (error ?? {}) as SmtpError;
  if (typeof responseCode === 'number') return byReply(responseCode, permanent === true, code, command);
  // No mechanism in common, or the server has none to offer: the same every time.
  if (code === 'EAUTH' || code === 'ENOAUTH') return { result: 'broken', code: 'smtp-login' };
  const isRefusedTls = [code, originalCode].some((one) => typeof one === 'string' && CERTIFICATE.test(one));
  if (isRefusedTls || (code === 'ETLS' && !isNetwork(originalCode)))
    return { result: 'broken', code: 'smtp-tls' };
  if (code === 'EENVELOPE') return { result: 'permanent', code: 'address-invalid' };
  return { result: 'transient', code: code === 'EABORT' || code === 'ETIMEDOUT' ? 'timeout' : 'unreachable' };
}

function byReply(reply: number, permanent: boolean, code: unknown, command: unknown): Judged {
  if (!permanent) return { result: 'transient', code: `smtp-${reply}` };
  if (code === 'EAUTH') return { result: 'broken', code: 'smtp-login' };
  // A refused STARTTLS, or a server that wants a login first.
  if (code === 'ETLS') return { result: 'broken', code: 'smtp-tls' };
  const concernsRecipient = command === 'RCPT TO' || command === 'DATA';
  return { result: concernsRecipient ? 'permanent' : 'broken', code: `smtp-${reply}` };
}

const isNetwork = (code: unknown): boolean =>
  typeof code === 'string' && /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/.test(code);
