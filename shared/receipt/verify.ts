import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod/mini';
import type { PaperFault } from '../../web/words/paper-words.ts';
import type { MilestoneClaims } from '../app/milestones.ts';
import { type ReceiptClaims, sha256 } from '../app/receipt.ts';
import { type PaperKind, paperTypes } from '../records.ts';
import { milestoneShape, publicKeyShape, receiptShape } from './paper-shapes.ts';

export type Checked<Claims> =
  | { readonly claims: Claims; readonly fault?: never }
  | { readonly fault: PaperFault; readonly claims?: never };

/** A key as far as checking needs it. */
export type CheckingKey = z.output<typeof publicKeyShape>;

const keyList = z.object({ keys: z.array(z.unknown()) });

/** The keys of a published list that can have signed a paper; others in it are passed over. `undefined` for no list. */
export function keysIn(list: unknown): readonly CheckingKey[] | undefined {
  return keyList.safeParse(list).data?.keys.flatMap((key) => {
    const { data } = publicKeyShape.safeParse(key);
    return data === undefined ? [] : [data];
  });
}

/** Whether a station gave this very receipt, down to the bit. Needs nothing but the station's public key. */
export function checkReceipt(paper: string, keys: readonly CheckingKey[]): Checked<ReceiptClaims> {
  return checkPaper('receipt', receiptShape, paper, keys) as Checked<ReceiptClaims>;
}

export type CheckedChain =
  | { readonly claims: readonly MilestoneClaims[]; readonly fault?: never }
  /** `at` counts from 1. */
  | { readonly fault: PaperFault; readonly at: number; readonly claims?: never };

/**
 * Whether these are the steps that followed on the receipt, each signed, none left out, added or moved. A chain that
 * was cut off at its end still holds: it says what had happened until then.
 */
export function checkMilestones(
  papers: readonly string[],
  { station, reference, record }: ReceiptClaims,
  keys: readonly CheckingKey[],
): CheckedChain {
  const chain: MilestoneClaims[] = [];
  let previous: string = record;
  for (const [index, paper] of papers.entries()) {
    const at = index + 1;
    const checked = checkPaper('milestone', milestoneShape, paper, keys) as Checked<MilestoneClaims>;
    if (checked.fault !== undefined) return { fault: checked.fault, at };
    const { claims } = checked;
    if (claims.station !== station || claims.reference !== reference) return { fault: 'other-matter', at };
    if (claims.seq !== at || claims.previous !== previous) return { fault: 'broken-chain', at };
    chain.push(claims);
    previous = sha256(paper);
  }
  return { claims: chain };
}

const headerShape = z.strictObject({ alg: z.literal('EdDSA'), kid: z.string(), typ: z.string() });

function checkPaper(
  kind: PaperKind,
  shape: z.ZodMiniType<{ readonly station: string }>,
  paper: string,
  keys: readonly CheckingKey[],
): Checked<{ readonly station: string }> {
  const [head, body, signature, ...more] = paper.split('.').map(bytesOf);
  if (!head || !body || !signature || more.length > 0) return { fault: 'not-a-paper' };
  const header = headerShape.safeParse(jsonIn(head)).data;
  if (header?.typ !== paperTypes[kind]) return { fault: 'not-a-paper' };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return { fault: 'unknown-key' };
  const signed = Buffer.from(paper.slice(0, paper.lastIndexOf('.')));
  if (!verify(null, signed, publicKeyOf(key), signature)) return { fault: 'bad-signature' };
  const claims = shape.safeParse(jsonIn(body)).data;
  if (claims === undefined) return { fault: 'not-a-paper' };
  return claims.station === key.station ? { claims } : { fault: 'other-station' };
}

/** Base64url has several spellings of the same bytes; only the one that we write is ours. */
function bytesOf(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const publicKeyOf = ({ kty, crv, x }: CheckingKey) =>
  createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
