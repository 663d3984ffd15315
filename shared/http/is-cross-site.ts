import type { HttpEvent } from './request.ts';

/**
 * Whether a page of another site made the browser send this request. A browser says so in `Sec-Fetch-Site`; older ones,
 * such as in WeChat, send only `Origin`, or neither. `Origin: null` says nothing, because our own pages have no referrer,
 * and browsers then send `null` with their forms.
 */
export function isCrossSite({ headers, requestContext }: HttpEvent, publicOrigin: string): boolean {
  const { 'sec-fetch-site': site, origin, host = requestContext.domainName } = headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (origin === undefined || origin === 'null' || origin === publicOrigin) return false;
  // The API may have further names; a browser sends the name that the page used.
  return URL.parse(origin)?.host !== host;
}
