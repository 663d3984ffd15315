import { type Instant, MINUTE } from '../calendar/instant.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import { aggregatePk } from '../storage/keys.ts';
import { Unreadable } from '../storage/store-errors.ts';
import type { ProofCounts, ViolationKind } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import { chainFinding, type Finding } from './prove-chain.ts';
import { type Judged, type ProveContext, violationOf } from './prove-context.ts';
import { isArmed, stateKeyFindings } from './prove-due.ts';
import { historyFindings, unreadableHistory } from './prove-stated.ts';
import type { Chain, Repair, SeenAggregate } from './seen.ts';

/** An aggregate that changes during each of so many tries is in use and skipped; the next proof checks it again. */
const TRIES_MAX = 5;

/**
 * Checks one aggregate. Commands may change it meanwhile, so a finding counts only if the row is unchanged after all of
 * it was read; otherwise it is checked again.
 */
export async function proveAggregate(context: ProveContext, seen: SeenAggregate): Promise<Judged> {
  const { proofs } = context;
  let row = seen;
  for (let tries = 1; ; tries += 1) {
    const { counts, findings, repair } = await check(context, row);
    const judged = { station: row.station, counts };
    if (tries === TRIES_MAX) return { ...judged, violations: [] };
    const repaired = Object.keys(repair).length > 0 && (await proofs.repair(row, repair));
    // What was repaired without a finding needs no second look: a commit that came first has written the same.
    if (findings.length === 0) return { ...judged, violations: [] };
    const violations = findings.map((finding) =>
      violationOf(row, finding, repaired && isRepairable(finding)),
    );
    if (repaired) return { ...judged, violations };
    const again = await proofs.findAggregate(row.key);
    if (again === undefined) return { station: row.station, counts: {}, violations: [] };
    if (again.seen === row.seen) return { ...judged, violations };
    row = again;
  }
}

/** The result of one try, before it is known whether the row changed meanwhile. */
interface Check {
  readonly counts: Partial<ProofCounts>;
  readonly findings: readonly Finding[];
  readonly repair: Repair;
}

async function check(context: ProveContext, row: SeenAggregate): Promise<Check> {
  const { proofs, dueIndex, now } = context;
  const core = row.found ?? row.withoutStep;
  const chain = core && (await readChain(proofs, row));
  const facts = chain === undefined || chain === 'unreadable' ? [] : chain.facts;
  const keys = await stateKeyFindings(row, context, facts.at(-1)?.at);
  const broken =
    core && (chain === 'unreadable' ? unreadableFact : chain && chainFinding(row.key, core, chain));
  const stated =
    chain === undefined || chain === 'unreadable'
      ? unreadableHistory(context, aggregatePk(row.key))
      : await historyFindings(context, aggregatePk(row.key), facts);
  const armed = row.open && isArmed(row, row.found?.dueAt, now);
  const indexed = armed && (await dueIndex.has(row));
  const missing = armed && !indexed && !mayLag(chain, now);
  return {
    counts: {
      ...armedCounts(row, now),
      ...(indexed && { indexed: 1 }),
      ...(armed && row.parked && row.due?.at !== row.found?.dueAt && { parked: 1 }),
      ...(core && { chains: 1, chainsValid: broken === undefined ? 1 : 0 }),
      ...stated.counts,
    },
    findings: [
      ...keys.findings,
      ...(missing ? [{ kind: 'not-indexed' } as const] : []),
      ...(broken ? [broken] : []),
      ...(isChanged(row, facts.at(-1)) || !isAsBegun(context, row, facts[0])
        ? [{ kind: 'state-changed' } as const]
        : []),
      ...stated.findings,
    ],
    repair: keys.repair,
  };
}

/** Whether a row is not as the newest fact says; one that belongs to another fact is named as a broken history. */
const isChanged = ({ found, stateHash }: SeenAggregate, newest: FactRecord | undefined): boolean =>
  found !== undefined &&
  newest?.version === found.version &&
  newest.hash === found.chainHead &&
  newest.state !== stateHash;

/** Whether a row has kept what no step may change, also a step that the newest fact vouches for. */
function isAsBegun({ aggregates }: ProveContext, { key, found }: SeenAggregate, first?: FactRecord): boolean {
  const proof = aggregates.find(key.kind)?.proof;
  // A history without its first fact is named as such.
  if (found === undefined || first?.version !== 1 || first.index !== 0) return true;
  return proof?.isAsBegun?.(found, first.fact) ?? true;
}

const unreadableFact: Finding = { kind: 'broken-chain', where: 'unreadable' };

async function readChain(proofs: ProofStore, { key }: SeenAggregate): Promise<Chain | 'unreadable'> {
  try {
    return await proofs.chain(key);
  } catch (error) {
    if (error instanceof Unreadable) return 'unreadable';
    throw error;
  }
}

/** How far an index may lag behind its table; a row written more recently may be missing there. */
const LAG_MAX = 2 * MINUTE;

const mayLag = (chain: Chain | 'unreadable' | undefined, now: Instant): boolean =>
  chain !== undefined && chain !== 'unreadable' && (chain.facts.at(-1)?.at ?? 0) > now - LAG_MAX;

const repairable: ReadonlySet<ViolationKind> = new Set([
  'not-armed',
  'wrong-due',
  'no-next-step',
  'due-though-ended',
  'wrong-list',
]);

const isRepairable = ({ kind }: Finding): boolean => repairable.has(kind);

/** The counts of rule 0, from the row's own keys only. */
export const armedCounts = (row: SeenAggregate, now: Instant): Partial<ProofCounts> =>
  row.open ? { open: 1, armed: isArmed(row, row.found?.dueAt, now) ? 1 : 0 } : {};
