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

/** What the resident may carry away: signed, and readable by anybody for ever without asking us. */
export interface SignedDocuments {
  /** Absent once the words were erased, of which it holds a hash; a copy that was kept is good as before. */
  readonly receipt?: string;
  /** Every step since, each signed over the one before. */
  readonly progress: readonly string[];
}

/** A report that was received, with its paper; and how many co-reporters reported before what looks like the same. */
export interface Received extends Submitted {
  readonly receipt: string;
  readonly sameReports?: number;
  /** What the case was promised under. */
  readonly policy: Policy;
}

/** Takes a report in and hands out its receipt; the same report again gets the same one, to the byte. */
export async function receiveReport(
  world: Parameters<typeof submitCase>[0] & Pick<World, 'signer'>,
  report: Report,
  issuer: string,
  now: Instant,
): Promise<Received | Refused> {
  const submitted = await submitCase(world, report, now);
  if (submitted.refusal) return submitted;
  const receipt = await signedReceipt(world, issuer, submitted.received, report.what);
  const same = await findSameReports(world, submitted.found);
  const { station, policyVersion } = submitted.found;
  const policy = await world.policies.of(station, policyVersion);
  return { ...submitted, receipt, policy, ...(same && { sameReports: same.reports }) };
}

/** A case as its resident follows it, with their signed documents. */
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
  // A history that lost its beginning is the prover's to report; its resident reads on, without signed documents.
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
