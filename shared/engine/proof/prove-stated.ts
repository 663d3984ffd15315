import { HOUR, type Instant } from '../calendar/instant.ts';
import type { LogState, Stated } from '../notary/log-state.ts';
import { type Head, noHead } from '../notary/statement.ts';
import type { ProofCounts } from './proof.ts';
import type { Finding } from './prove-chain.ts';
import type { ProveContext } from './prove-context.ts';

/** How long after a commit the notary's statement may be missing. */
export const UNSTATED_MAX = HOUR;

/** The counts of what is stated are added when the log's chains are, each of which comes up there once. */
export interface StatedFindings {
  readonly counts: Partial<ProofCounts>;
  readonly findings: readonly Finding[];
}

const nothing: StatedFindings = { counts: {}, findings: [] };

/** A fact or read as it stands in the table; of a version with several facts, the last one. */
export interface Standing {
  readonly version: number;
  readonly hash: string;
  readonly at: Instant;
}

/** What is compared: a history or a log of reads, as far as it was read. */
interface Found {
  readonly chain: string;
  /** What a version is called in a finding. */
  readonly unit: 'version' | 'read';
  readonly standing: readonly Standing[];
  /** The newest version in the table. */
  readonly newest: number;
}

/**
 * Compares a whole history with what the log says of it: each head that was stated must stand in the table, and what
 * stands behind the newest one is asked to be stated late.
 */
export async function historyFindings(
  context: ProveContext,
  chain: string,
  facts: readonly Standing[],
): Promise<StatedFindings> {
  const { witness } = context;
  if (witness === undefined) return nothing;
  const last = new Map(facts.map((fact) => [fact.version, fact]));
  const known = witness.heads.get(chain);
  const found: Found = {
    chain,
    unit: 'version',
    standing: [...last.values()],
    newest: facts.at(-1)?.version ?? 0,
  };
  const wrong = compare(witness, found, known);
  meet(known, wrong === undefined);
  if (wrong !== undefined) return { counts: {}, findings: [wrong] };
  const unstated = facts.find(({ version }) => version > (known?.version ?? 0));
  return lateFindings(context, found, known, unstated);
}

/** A history that does not read is named as such; it is there, and cannot be compared. */
export function unreadableHistory({ witness }: ProveContext, chain: string): StatedFindings {
  meet(witness?.heads.get(chain), false);
  return nothing;
}

/** Compares one read with what the log says of its number. Each read of a log is met once in a proof. */
export async function readFindings(
  context: ProveContext,
  chain: string,
  read: Standing,
): Promise<StatedFindings> {
  const { witness } = context;
  if (witness === undefined) return nothing;
  const known = witness.heads.get(chain);
  const { version } = read;
  const found: Found = { chain, unit: 'read', standing: [read], newest: version };
  const wrong = compareAt(witness, found, known, version);
  if (version === known?.version) meet(known, wrong === undefined);
  if (wrong !== undefined) return { counts: {}, findings: [wrong] };
  return lateFindings(context, found, known, version === (known?.version ?? 0) + 1 ? read : undefined);
}

/** Notes what became of the newest head, so that the chain is not compared again, and is counted when the log is. */
function meet(known: Stated | undefined, isValid: boolean): void {
  if (known !== undefined) known.met = isValid ? 'valid' : 'wrong';
}

/** The first stated head that the table does not hold. Claims that it holds are settled. */
function compare(witness: LogState, found: Found, known: Head | undefined): Finding | undefined {
  const claims = witness.claims.get(found.chain) ?? [];
  const left = claims.filter((claim) => !holds(found, claim));
  if (claims.length > 0) {
    if (left.length === 0) witness.claims.delete(found.chain);
    else witness.claims.set(found.chain, left);
  }
  const wrong = [...left, ...(known && !holds(found, known) ? [known] : [])];
  return wrongFinding(found, wrong);
}

function compareAt(
  witness: LogState,
  found: Found,
  known: Head | undefined,
  version: number,
): Finding | undefined {
  const claims = witness.claims.get(found.chain) ?? [];
  const left = claims.filter((claim) => claim.version !== version || !holds(found, claim));
  if (left.length === 0) witness.claims.delete(found.chain);
  else witness.claims.set(found.chain, left);
  const here = [...left, ...(known ? [known] : [])].filter((head) => head.version === version);
  return wrongFinding(
    found,
    here.filter((head) => !holds(found, head)),
  );
}

const holds = ({ standing }: Found, { version, head }: Head): boolean =>
  standing.some((one) => one.version === version && one.hash === head);

function wrongFinding({ unit, newest }: Found, wrong: readonly Head[]): Finding | undefined {
  if (wrong.length === 0) return undefined;
  const version = Math.min(...wrong.map((head) => head.version));
  return { kind: version > newest ? 'missing' : 'rewritten', where: `${unit} ${version}` };
}

/**
 * What was not stated in time: the notary is asked to state it late. Only if it was asked before, and in vain, is there
 * something for a person to look into.
 */
async function lateFindings(
  { proofs, now }: ProveContext,
  { chain, unit }: Found,
  known: Head | undefined,
  first: Standing | undefined,
): Promise<StatedFindings> {
  if (first === undefined || first.at >= now - UNSTATED_MAX) return nothing;
  const { version, head } = known ?? noHead;
  const askedSince = await proofs.askToState(chain, { version, head }, now);
  const repaired = askedSince >= now - UNSTATED_MAX;
  return {
    counts: { unstated: 1 },
    findings: [{ kind: 'unstated', where: `${unit} ${first.version}`, repaired }],
  };
}
