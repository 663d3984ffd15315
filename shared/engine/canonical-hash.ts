import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 over canonical JSON (RFC 8785), so that the order of keys does not change it. Everything stored is hashed so. */
export const canonicalHash = (value: object): string =>
  hash('sha256', canonicalize(value) ?? '', 'base64url');
