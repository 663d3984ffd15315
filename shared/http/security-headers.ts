/**
 * Headers of every answer: browsers and proxies may not store it, and the URL, which may contain a tracking secret, is
 * not sent to other sites as referrer.
 */
const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

/** Headers of what an answer holds. Pages replace the content security policy with their own. */
const ofContent: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Where the public address is https, browsers keep to it for a year: a secret link that somebody typed or shared without
 * the s is then not sent in the clear. Other names below the same domain are not ours to decide about.
 */
const ofHttps: Readonly<Record<string, string>> = { 'strict-transport-security': 'max-age=31536000' };

/** The headers of an answer with this status; a 304 holds nothing and is polled for, so it says no more than it must. */
export const securityHeaders = (origin: string, status: number): Readonly<Record<string, string>> => ({
  ...always,
  ...(status !== 304 && ofContent),
  ...(origin.startsWith('https://') && ofHttps),
});
