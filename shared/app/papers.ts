import type { Instant } from '../domain/instant.ts';
import type { FactRecord } from '../records.ts';
import { milestonesOf } from './milestones.ts';
import { type Dossier, type Read, trackCase } from './read-case.ts';
import { receiptClaims, sha256 } from './receipt.ts';
import type { Refused } from './refused.ts';
import { sameMatter } from './same-matter.ts';
import { type Report, type Submitted, submitCase } from './submit-case.ts';
import type { World } from './world.ts';

/** What the resident may carry away: signed, and readable by anybody for ever without asking us. */
export interface Papers {
  /** Absent once the words were erased, of which it holds a hash; a copy that was kept is good as before. */
  readonly receipt?: string;
  /** Every step since, each signed over the one before. */
  readonly milestones: readonly string[];
}

/** A report that was received, with its paper; and how many neighbours reported before what looks like the same. */
export interface Received extends Submitted {
  readonly receipt: string;
  readonly sameReports?: number;
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
  const same = await sameMatter(world, submitted.found);
  return { ...submitted, receipt, ...(same && { sameReports: same.reports }) };
}

/** A case as its resident follows it, with their papers. */
export async function followCase(
  world: Parameters<typeof trackCase>[0] & Pick<World, 'signer'>,
  token: string,
  issuer: string,
): Promise<(Read & { readonly papers: Papers }) | Refused> {
  const read = await trackCase(world, token);
  return read.refusal ? read : { ...read, papers: await papersOf(world, read.dossier, issuer) };
}

async function papersOf(
  world: Pick<World, 'signer'>,
  { facts, texts, policy }: Dossier,
  issuer: string,
): Promise<Papers> {
  const [received] = facts;
  // A history that lost its beginning is the prover's to report; its resident reads on, without papers.
  if (received?.fact.fact !== 'submitted') return { milestones: [] };
  const what = texts.find(({ version, kind }) => version === received.version && kind === 'what')?.text;
  const receipt = what !== undefined && (await signedReceipt(world, issuer, received, what));
  const milestones: string[] = [];
  for (const milestone of milestonesOf(facts, policy)) {
    const last = milestones.at(-1);
    const previous = last === undefined ? received.hash : sha256(last);
    milestones.push(await world.signer.sign(milestone.station, 'milestone', { ...milestone, previous }));
  }
  return { ...(receipt && { receipt }), milestones };
}

function signedReceipt(
  { signer }: Pick<World, 'signer'>,
  issuer: string,
  received: FactRecord,
  what: string,
): Promise<string> {
  const claims = receiptClaims(issuer, received, what);
  return signer.sign(claims.station, 'receipt', claims);
}
