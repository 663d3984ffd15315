/**
 * On every answer. Nothing here may be kept by a browser or a proxy, and the address, which holds a tracking
 * secret, is told to no other site. An answer that is a page brings its own policy for what it may load.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
