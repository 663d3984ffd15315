import type { HttpResult } from './http-result.ts';
import type { HttpEvent } from './request.ts';

export const isHead = ({ requestContext }: HttpEvent): boolean => requestContext.http.method === 'HEAD';

/** A HEAD request as a request for the same route by GET. */
export const asGet = (event: HttpEvent): HttpEvent =>
  isHead(event) ? { ...event, routeKey: event.routeKey.replace(/^HEAD /, 'GET ') } : event;

/** These have no body by GET either, and no length of one. */
const bodiless: readonly (number | undefined)[] = [204, 304];

/** The answer to a HEAD request: that of GET, and the length of the body instead of the body. */
export function withoutBody({ body = '', isBase64Encoded = false, ...result }: HttpResult): HttpResult {
  if (bodiless.includes(result.statusCode)) return result;
  const length = Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
  return { ...result, headers: { ...result.headers, 'content-length': String(length) } };
}
