/**
 * Headers of every answer: browsers and proxies may not store it, and the URL, which may contain a tracking secret, is
 * not sent to other sites as referrer. Pages replace the content security policy with their own.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
