import * as z from 'zod/mini';
import type { ProgressClaims } from '../cases/receipts/progress.ts';
import type { ReceiptClaims } from '../cases/receipts/receipt.ts';
import { type DocumentKind, documentTypes } from '../engine/secrets/signed-document.ts';
import type { DocumentFault } from '../locales/document-words.ts';
import { progressShape, publicKeyShape, receiptShape } from './document-shapes.ts';

// Runs on the command line and in browsers, so it uses WebCrypto and no Node API.

type Bytes = Uint8Array<ArrayBuffer>;

export type Checked<Claims> =
  | { readonly claims: Claims; readonly fault?: never }
  | { readonly fault: DocumentFault; readonly claims?: never };

/** The part of a public key that verification needs. */
export type CheckingKey = z.output<typeof publicKeyShape>;

const keyList = z.object({ keys: z.array(z.unknown()) });

/** The usable keys of a published key list; others are skipped. `undefined` when `list` is no key list. */
export function keysIn(list: unknown): readonly CheckingKey[] | undefined {
  return keyList.safeParse(list).data?.keys.flatMap((key) => {
    const { data } = publicKeyShape.safeParse(key);
    return data === undefined ? [] : [data];
  });
}

/** Verifies that a station issued exactly this receipt. Needs only the station's public key. */
export async function checkReceipt(
  document: string,
  keys: readonly CheckingKey[],
): Promise<Checked<ReceiptClaims>> {
  return (await checkDocument('receipt', receiptShape, document, keys)) as Checked<ReceiptClaims>;
}

export type CheckedChain =
  | { readonly claims: readonly ProgressClaims[]; readonly fault?: never }
  /** `at` counts from 1. */
  | { readonly fault: DocumentFault; readonly at: number; readonly claims?: never };

/**
 * Verifies that these are the progress statements after the receipt: each signed, none missing, added or reordered. A
 * chain whose last statements are missing is still valid for the steps it contains.
 */
export async function checkProgress(
  documents: readonly string[],
  { station, reference, record }: ReceiptClaims,
  keys: readonly CheckingKey[],
): Promise<CheckedChain> {
  const chain: ProgressClaims[] = [];
  let previous: string = record;
  for (const [index, document] of documents.entries()) {
    const at = index + 1;
    const checked = (await checkDocument(
      'progress',
      progressShape,
      document,
      keys,
    )) as Checked<ProgressClaims>;
    if (checked.fault !== undefined) return { fault: checked.fault, at };
    const { claims } = checked;
    if (claims.station !== station || claims.reference !== reference) return { fault: 'other-case', at };
    if (claims.seq !== at || claims.previous !== previous) return { fault: 'broken-chain', at };
    chain.push(claims);
    previous = await sha256(document);
  }
  return { claims: chain };
}

const headerShape = z.strictObject({ alg: z.literal('EdDSA'), kid: z.string(), typ: z.string() });

async function checkDocument(
  kind: DocumentKind,
  shape: z.ZodMiniType<{ readonly station: string }>,
  document: string,
  keys: readonly CheckingKey[],
): Promise<Checked<{ readonly station: string }>> {
  const [head, body, signature, ...more] = document.split('.').map(bytesOf);
  if (!head || !body || !signature || more.length > 0) return { fault: 'not-a-document' };
  const header = headerShape.safeParse(jsonIn(head)).data;
  if (header?.typ !== documentTypes[kind]) return { fault: 'not-a-document' };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return { fault: 'unknown-key' };
  const signed = encoded(document.slice(0, document.lastIndexOf('.')));
  if (!(await isSignedBy(key, signature, signed))) return { fault: 'bad-signature' };
  const claims = shape.safeParse(jsonIn(body)).data;
  if (claims === undefined) return { fault: 'not-a-document' };
  return claims.station === key.station ? { claims } : { fault: 'other-station' };
}

/** Decodes base64url. Several strings decode to the same bytes; only the canonical one is accepted. */
function bytesOf(part: string): Bytes | undefined {
  if (!/^[\w-]*$/.test(part) || part.length % 4 === 1) return undefined;
  const text = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return base64url(bytes) === part ? bytes : undefined;
}

const base64url = (bytes: Bytes): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const encoded = (text: string): Bytes => new TextEncoder().encode(text);

const sha256 = async (text: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoded(text))));

function jsonIn(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

const isSignedBy = async (key: CheckingKey, signature: Bytes, signed: Bytes): Promise<boolean> =>
  crypto.subtle.verify('Ed25519', await publicKeyOf(key), signature, signed);

/** Rejects in a browser without Ed25519. */
export const publicKeyOf = ({ kty, crv, x }: CheckingKey) =>
  crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
