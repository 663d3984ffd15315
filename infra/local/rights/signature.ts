import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request of AWS's protocols, before its body is parsed. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8}\/[^/,]+\/[^/,]+\/aws4_request), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** The access key that a request names, with what else its header says. */
export function authorizationOf({ authorization }: IncomingHttpHeaders) {
  const [, accessKeyId, scope = '', signed = '', signature = ''] =
    AUTHORIZATION.exec(authorization ?? '') ?? [];
  return accessKeyId === undefined ? undefined : { accessKeyId, scope, signed: signed.split(';'), signature };
}

/** Whether a request was signed with this secret (AWS Signature Version 4). The time of signing is not checked. */
export function isSignedWith(secretAccessKey: string, request: SignedRequest): boolean {
  const { method, url, headers, body } = request;
  const authorization = authorizationOf(headers);
  if (authorization === undefined) return false;
  const { scope, signed, signature } = authorization;
  const contentHash = contentHashOf(headers['x-amz-content-sha256'], body);
  if (contentHash === undefined) return false;
  const [path = '', query = ''] = url.split('?');
  const canonical = [
    method,
    path,
    query.split('&').filter(Boolean).map(withValue).toSorted().join('&'),
    ...signed.map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replaceAll(/ +/g, ' ')}`,
    ),
    '',
    signed.join(';'),
    contentHash,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  return isHmac(signingKey(secretAccessKey, scope), toSign, signature);
}

/** Whether text was signed with a secret for a day, region and service, as the policy of a browser's upload is. */
export const isSignedText = (
  secretAccessKey: string,
  scope: string,
  text: string,
  signature: string,
): boolean => isHmac(signingKey(secretAccessKey, scope), text, signature);

/** Undefined where the header names another content than was sent. */
function contentHashOf(named: string | string[] | undefined, body: Buffer): string | undefined {
  if (typeof named === 'string' && !/^[0-9a-f]{64}$/.test(named)) return named;
  const found = sha256(body);
  return named === undefined || named === found ? found : undefined;
}

const withValue = (pair: string): string => (pair.includes('=') ? pair : `${pair}=`);
const sha256 = (content: string | Buffer): string => hash('sha256', content);
const hmac = (key: string | Buffer | KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

function isHmac(key: KeyObject, text: string, signature: string): boolean {
  const given = Buffer.from(signature, 'hex');
  const expected = hmac(key, text);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The keys of a run are few: one for each function and day. */
const signingKeys = new Map<string, KeyObject>();

function signingKey(secretAccessKey: string, scope: string): KeyObject {
  const name = `${secretAccessKey} ${scope}`;
  const found = signingKeys.get(name);
  if (found !== undefined) return found;
  const bytes = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`) as Buffer;
  const made = createSecretKey(bytes);
  signingKeys.set(name, made);
  return made;
}
