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

/** What a receipt says. Of what the resident wrote it holds a hash, of the contact nothing. */
export interface ReceiptClaims {
  /** The address that residents see; the public key is published under it. */
  readonly iss: string;
  readonly station: StationId;
  readonly reference: Reference;
  readonly type: CaseType;
  readonly receivedAt: string;
  readonly respondBy: string;
  readonly policyVersion: string;
  /** See `writtenHash`. */
  readonly written: string;
  /** The hash of the station's own record of the report: its books cannot be rewritten without contradicting this. */
  readonly record: string;
}

/** All that the resident wrote, save how to reach them. */
export interface Written {
  readonly place: string;
  readonly type: CaseType;
  readonly what: string;
  readonly details: Details;
  readonly occurredAt?: Instant;
}

/**
 * SHA-256 over the canonical JSON (RFC 8785) of what was written. Unsalted, so that whoever has the words can check
 * them against the receipt without asking anybody; it is kept nowhere, so erasing the words leaves nothing to guess at.
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

/**
 * The receipt of a case, as it was promised when it came in, whatever became of it since: made of the first fact alone,
 * so it comes out the same whenever it is made.
 */
export function receiptClaims(issuer: string, received: FactRecord<Fact>, what: string): ReceiptClaims {
  const { fact, at, hash } = received;
  if (fact.fact !== 'submitted') throw new Error(`a case begins with "submitted", not "${fact.fact}"`);
  const { station, reference, type, policyVersion, clocks, place, details, occurredAt } = fact.as;
  const respond = clocks.find(({ kind }) => kind === 'respond');
  if (respond === undefined) throw new Error('a type that promises no answer was not refused at load');
  const words = { place, type, what, details, ...defined({ occurredAt }) };
  return {
    iss: issuer,
    station,
    reference,
    type,
    receivedAt: toIso(at),
    respondBy: toIso(respond.promiseAt),
    policyVersion,
    written: writtenHash(words),
    record: hash,
  };
}
