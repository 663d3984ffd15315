import { type AggregateKey, nameOfKey } from '../aggregate-key.ts';
import { defined } from '../defined.ts';
import type { LogState, Stated } from '../notary/log-state.ts';
import type { Head, Objection } from '../notary/statement.ts';
import { aggregateKeyIn, readLogKeyIn, readRow, stationOfPk } from '../storage/keys.ts';
import { Unreadable } from '../storage/store-errors.ts';
import type { Violation } from './proof.ts';
import type { Finding } from './prove-chain.ts';
import type { Judged, ProveContext } from './prove-context.ts';
import { standingOf } from './prove-read.ts';
import { historyFindings, readFindings, UNSTATED_MAX } from './prove-stated.ts';

/** The chains of the log in the order in which they are compared, so that a run can go on behind one of them. */
export const chainsOf = ({ heads, objections }: LogState): readonly string[] =>
  [...new Set([...heads.keys(), ...objections.keys()])].sort();

/**
 * Counts a chain of the log, after all rows were checked, and names whatever the notary objected to. What this run has not
 * compared while it scanned is compared now: what it did not find, and what was scanned by an earlier run that this one
 * continues, which may have had no log at all.
 */
export async function proveStatedChain(context: Witnessed, chain: string): Promise<Judged> {
  const { witness } = context;
  const known = witness.heads.get(chain);
  const compared = known === undefined || known.met ? nothing : await compareNow(context, chain, known);
  const objections = witness.objections.get(chain) ?? [];
  return {
    ...defined({ station: stationOfPk(chain) }),
    counts: {
      ...compared.counts,
      ...(known && { stated: 1, statedValid: known.met === 'valid' ? 1 : 0 }),
    },
    violations: [
      ...compared.violations,
      ...(objections.length > 0 ? [violationOf(chain, objected(objections))] : []),
    ],
  };
}

type Witnessed = ProveContext & { readonly witness: LogState };
type Compared = Pick<Judged, 'counts' | 'violations'>;

const nothing: Compared = { counts: {}, violations: [] };
const objected = (objections: readonly Objection[]): Finding => ({
  kind: 'objection',
  where: placesOf(objections),
});

async function compareNow(context: Witnessed, chain: string, known: Stated): Promise<Compared> {
  const history = aggregateKeyIn(chain);
  const log = readLogKeyIn(chain);
  try {
    if (history !== undefined) return await compareHistory(context, chain, history, known);
    return log === undefined ? missing(chain, known) : await compareReads(context, chain, log, known);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    // It stands there, and the scan has named it.
    known.met = 'wrong';
    return nothing;
  }
}

async function compareHistory(
  context: Witnessed,
  chain: string,
  key: AggregateKey,
  known: Stated,
): Promise<Compared> {
  if ((await context.proofs.findAggregate(key)) === undefined) return missing(chain, known);
  const { facts } = await context.proofs.chain(key);
  const { counts, findings } = await historyFindings(context, chain, facts);
  return { counts, violations: findings.map((finding) => violationOf(chain, finding)) };
}

/** Compares each read of which the log says something, and the one behind them. */
async function compareReads(
  context: Witnessed,
  chain: string,
  key: AggregateKey,
  known: Stated,
): Promise<Compared> {
  const claims = context.witness.claims.get(chain) ?? [];
  const numbers = new Set([...claims, known].map(({ version }) => version));
  const judged: Compared[] = [];
  for (const number of [...numbers, known.version + 1]) {
    const read = (await context.proofs.reads(key, number)).find((one) => one.number === number);
    if (read === undefined) continue;
    const { counts, findings } = await readFindings(context, chain, standingOf(read));
    const { pk, sk } = readRow(key, number);
    judged.push({ counts, violations: findings.map((one) => violationOf(`${pk} / ${sk}`, one)) });
  }
  if (known.met === undefined) judged.push(missing(chain, known));
  return {
    counts: Object.assign({}, ...judged.map(({ counts }) => counts)),
    violations: judged.flatMap(({ violations }) => violations),
  };
}

function missing(chain: string, known: Stated): Compared {
  known.met = 'wrong';
  return { counts: {}, violations: [violationOf(chain, { kind: 'missing', where: placeOf(chain, known) })] };
}

/** What is wrong with the log itself. It belongs to no station. */
export function proveLogItself({ witness, now }: Witnessed): Judged {
  const damaged = [...witness.damaged].map((name) => violationOf(name, { kind: 'log-damaged' }));
  const gaps = [...witness.writers].flatMap(([writer, { missing, at }]) =>
    missing.length === 0 || at >= now - UNSTATED_MAX
      ? []
      : [violationOf(writer, { kind: 'log-damaged', where: `segment ${missing[0]}` })],
  );
  return { counts: {}, violations: [...damaged, ...gaps] };
}

const violationOf = (chain: string, { kind, where, repaired = false }: Finding): Violation => {
  const key = aggregateKeyIn(chain);
  return { kind, row: key ? nameOfKey(key) : chain, ...defined({ where }), repaired };
};

const placeOf = (chain: string, { version }: Head): string =>
  `${aggregateKeyIn(chain) === undefined ? 'read' : 'version'} ${version}`;

const placesOf = (objections: readonly Objection[]): string =>
  objections.map(({ what, version }) => (version === undefined ? what : `${what} ${version}`)).join(', ');
