import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { StationId } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Details } from '../case.ts';
import type { CaseType } from '../case-type.ts';
import type { Fact } from '../fact.ts';
import type { Reference } from '../reference.ts';

/** The claims of a receipt. It contains only a hash of what the resident wrote, and nothing of the contact. */
export interface ReceiptClaims {
  /** The public address of the system, under which the public key is published. */
  readonly iss: string;
  readonly station: StationId;
  readonly reference: Reference;
  readonly type: CaseType;
  readonly receivedAt: string;
  readonly respondBy: string;
  /** `respondBy` lies beyond the announced holidays, so it may move. */
  readonly mayMove?: true;
  readonly policyVersion: string;
  /** See `writtenHash`. */
  readonly written: string;
  /**
   * The hash of the fact that the station stored for the report. Rewriting the stored history contradicts the
   * receipt.
   */
  readonly record: string;
}

/** Everything the resident wrote, except their contact. */
export interface Written {
  readonly place: string;
  readonly type: CaseType;
  readonly what: string;
  readonly details: Details;
  readonly occurredAt?: Instant;
}

/**
 * SHA-256 of the canonical JSON (RFC 8785) of what was written. Unsalted, so that a holder of the text can check it
 * against the receipt offline. The hash is not stored: once the text is erased, no stored hash can be used to guess it.
 */
export function writtenHash({ place, type, what, details, occurredAt }: Written): string {
  const covered = {
    place,
    type,
    what,
    details,
    ...(occurredAt !== undefined && { occurredAt: toIso(occurredAt) }),
  };
  return sha256(canonicalize(covered) ?? '');
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The claims of a case's receipt. Derived from the first fact alone, so a receipt issued again is the same. */
export function receiptClaims(issuer: string, received: FactRecord<Fact>, what: string): ReceiptClaims {
  const { fact, at, hash } = received;
  if (fact.fact !== 'submitted') throw new Error(`a case begins with "submitted", not "${fact.fact}"`);
  const { station, reference, type, policyVersion, clocks, place, details, occurredAt } = fact.as;
  const respond = clocks.find(({ kind }) => kind === 'respond');
  if (respond === undefined) throw new Error('the policy was loaded although a type promises no answer');
  const words = { place, type, what, details, ...defined({ occurredAt }) };
  return {
    iss: issuer,
    station,
    reference,
    type,
    receivedAt: toIso(at),
    respondBy: toIso(respond.promiseAt),
    ...(fact.mayMove?.includes('respond') && { mayMove: true as const }),
    policyVersion,
    written: writtenHash(words),
    record: hash,
  };
}
