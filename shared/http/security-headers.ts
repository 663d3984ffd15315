/**
 * Headers of every answer: browsers and proxies may not store it, and the URL, which may contain a tracking secret, is
 * not sent to other sites as referrer. Pages replace the content security policy with their own.
 */
const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Where the public address is https, browsers keep to it for a year: a secret link that somebody typed or shared without
 * the s is then not sent in the clear. Other names below the same domain are not ours to decide about.
 */
export const securityHeaders = (origin: string): Readonly<Record<string, string>> =>
  origin.startsWith('https://') ? { ...always, 'strict-transport-security': 'max-age=31536000' } : always;
