import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Fact } from '../fact.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { type Report, type Submitted, submitCase } from '../intake/submit-case.ts';
import { type CaseDetails, type Read, trackCase } from '../reading/read-case.ts';
import type { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { progressOf } from './progress.ts';
import { receiptClaims, sha256 } from './receipt.ts';

/** The documents that a resident may keep. Anybody can verify them offline with the station's public key. */
export interface SignedDocuments {
  /**
   * Absent once the report's text was erased, and while it is damaged, since its hash is part of the receipt. Saved copies
   * stay valid.
   */
  readonly receipt?: string;
  /** A statement for every visible step since; each contains the hash of the one before. */
  readonly progress: readonly string[];
}

/** A received report with its signed receipt. */
export interface Received extends Submitted {
  readonly receipt: string;
  /** How many earlier reports look like the same. */
  readonly sameReports?: number;
  /** The policy version that the case's promises were made under. */
  readonly policy: Policy;
}

/** Receives a report and issues its receipt; the same report sent again gets the same receipt, byte for byte. */
export async function receiveReport(
  world: Parameters<typeof submitCase>[0] & Pick<World, 'signer'>,
  report: Report,
  issuer: string,
  now: Instant,
): Promise<Received | Refused> {
  const submitted = await submitCase(world, report, now);
  if (submitted.refusal) return submitted;
  const { station, policyVersion } = submitted.found;
  const [receipt, same, policy] = await Promise.all([
    signedReceipt(world, issuer, submitted.received, report.what),
    findSameReports(world, submitted.found),
    world.policies.of(station, policyVersion),
  ]);
  return { ...submitted, receipt, policy, ...(same && { sameReports: same.reports }) };
}

/** Reads a case for its resident, with their signed documents. */
export async function followCase(
  world: Parameters<typeof trackCase>[0] & Pick<World, 'signer'>,
  token: string,
  issuer: string,
): Promise<(Read & { readonly documents: SignedDocuments }) | Refused> {
  const read = await trackCase(world, token);
  return read.refusal ? read : { ...read, documents: await documentsOf(world, read.caseDetails, issuer) };
}

async function documentsOf(
  world: Pick<World, 'signer'>,
  { facts, texts, policy }: CaseDetails,
  issuer: string,
): Promise<SignedDocuments> {
  const [received] = facts;
  // The prover reports a history without its first fact; the resident still sees the case, without signed documents.
  if (received?.fact.fact !== 'submitted') return { progress: [] };
  const what = texts.find(({ version, kind }) => version === received.version && kind === 'what')?.text;
  const receipt = what === undefined ? undefined : await signedReceipt(world, issuer, received, what);
  const progress: string[] = [];
  for (const statement of progressOf(facts, policy)) {
    const last = progress.at(-1);
    const previous = last === undefined ? received.hash : sha256(last);
    progress.push(await world.signer.sign(statement.station, 'progress', { ...statement, previous }));
  }
  return { ...defined({ receipt }), progress };
}

function signedReceipt(
  { signer }: Pick<World, 'signer'>,
  issuer: string,
  received: FactRecord<Fact>,
  what: string,
): Promise<string> {
  const claims = receiptClaims(issuer, received, what);
  return signer.sign(claims.station, 'receipt', claims);
}
