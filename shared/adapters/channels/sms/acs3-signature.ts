import { createHash, createHmac } from 'node:crypto';

/** A request as Alibaba Cloud's third signature covers it. The body is empty: all parameters stand in the query. */
export interface Acs3Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Each header that is signed, by its lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The SHA-256 of no body, as the header `x-acs-content-sha256` names it. */
export const NO_BODY_SHA256 = sha256('');

/** The parameters as the signature and the request write them: sorted, with nothing but unreserved characters left. */
export const canonicalQuery = (parameters: Acs3Request['parameters']): string =>
  Object.keys(parameters)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(parameters[name] ?? '')}`)
    .join('&');

/** The header `authorization` of a request (ACS3-HMAC-SHA256). */
export function acs3Authorization(
  { method, path, parameters, headers }: Acs3Request,
  { accessKeyId, accessKeySecret }: { readonly accessKeyId: string; readonly accessKeySecret: string },
): string {
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const signed = names.join(';');
  const request = [method, path, canonicalQuery(parameters), lines, signed, NO_BODY_SHA256].join('\n');
  const signature = createHmac('sha256', accessKeySecret).update(`${ALGORITHM}\n${sha256(request)}`);
  return `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signed},Signature=${signature.digest('hex')}`;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
