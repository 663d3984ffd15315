import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import { stationOfPk } from '../storage/keys.ts';
import { shortName } from '../storage/row-hash.ts';
import { Unreadable } from '../storage/store-errors.ts';
import { partitionsToProve } from './partitions-to-prove.ts';
import type { ProofCovers, ProofReason, Violation } from './proof.ts';
import { type Judged, type ProveContext, violationName } from './prove-context.ts';
import { chainsOf, proveLogItself, proveStatedChain } from './prove-log.ts';
import { proveRow } from './prove-row.ts';
import { addPage, type Begun, type RunningProofs, runningProofsOf } from './running-proofs.ts';
import type { SeenRow } from './seen.ts';
import { beginToProve, notePartition, noteRow } from './to-prove.ts';

/** The progress of a run: through the table, and then through the chains of the log. */
export interface ProveRun extends Begun {
  readonly covers: ProofCovers;
  /** Of one over everything: whether proofs of what is open are made beside it, as it goes on later or comes second. */
  readonly isBehindDay: boolean;
  readonly isAnew: boolean;
  readonly runningProofs: RunningProofs;
  cursor: string | undefined;
  readonly hasLog: boolean;
  inLog: boolean;
  /** Rows were scanned while the log could not be read: what it does not know of yet was not asked for. */
  isWithoutLog: boolean;
  /** What a run over less than everything looks at, in order, once it is needed. */
  partitions?: readonly string[];
  /** The chains of the log in order, once they are needed. */
  chains?: readonly string[];
  finished: boolean;
  readonly violations: Violation[];
  withoutStation: number;
}

/**
 * Goes on with the run that was saved, or begins one.
 * @param isSecond whether the proof of what is open and what changed has just been made
 */
export async function beginRun(
  { proofs, witness }: ProveContext,
  covers: ProofCovers,
  { now, why, hasLog, isSecond }: Beginning,
): Promise<ProveRun> {
  const saved = await proofs.loadRun(covers);
  if (saved === undefined && witness !== undefined && !isSecond) {
    // One that goes on later would not look at what is noted now and lies behind it.
    if (covers === 'everything') await proofs.saveRun('open-and-changed', undefined);
    beginToProve(witness);
  }
  const isAnew = saved?.anew === true || (saved?.withoutLog === true && witness !== undefined);
  const before = isAnew ? undefined : saved;
  return {
    startedAt: before?.startedAt ?? now,
    why: before?.why ?? why,
    covers,
    isBehindDay: covers === 'everything' && (saved !== undefined || isSecond),
    isAnew,
    runningProofs: runningProofsOf(before?.proofs ?? []),
    cursor: before?.cursor,
    hasLog,
    inLog: before?.inLog === true,
    isWithoutLog: before?.withoutLog === true,
    finished: false,
    violations: [],
    withoutStation: 0,
  };
}

interface Beginning {
  readonly now: Instant;
  readonly why: ProofReason;
  readonly hasLog: boolean;
  readonly isSecond: boolean;
}

/** Checks the next page of the table, or of the log once all of the table was checked. */
export async function provePage(context: ProveContext, run: ProveRun): Promise<void> {
  if (run.inLog) await proveChains(context, run);
  else if (run.covers === 'everything') await proveScanned(context, run);
  else await provePartitions(context, run);
}

async function proveScanned(context: ProveContext, run: ProveRun): Promise<void> {
  if (run.hasLog && context.witness === undefined) run.isWithoutLog = true;
  const { rows, next } = await context.proofs.scan(run.cursor);
  add(run, await proveRows(context, rows));
  run.cursor = next;
  if (next !== undefined) return;
  if (run.hasLog) run.inLog = true;
  else run.finished = true;
}

/** Partitions that are read before the run looks at the time again. */
const PARTITIONS_AT_ONCE = 50;

async function provePartitions(context: ProveContext, run: ProveRun): Promise<void> {
  run.partitions ??= await partitionsToProve(context);
  const from = run.cursor === undefined ? 0 : firstBehind(run.partitions, run.cursor);
  const partitions = run.partitions.slice(from, from + PARTITIONS_AT_ONCE);
  const unreadable: Judged[] = [];
  const pages = await atOnce(partitions, (partition) =>
    context.proofs.rowsOf(partition).catch((error: unknown): readonly SeenRow[] => {
      if (!(error instanceof Unreadable)) throw error;
      unreadable.push(unreadablePartition(context, partition));
      return [];
    }),
  );
  add(run, [...(await proveRows(context, pages.flat())), ...unreadable]);
  run.inLog = from + partitions.length >= run.partitions.length;
  run.cursor = run.inLog ? undefined : partitions.at(-1);
}

function unreadablePartition({ witness }: ProveContext, partition: string): Judged {
  notePartition(witness, partition);
  const violation: Violation = { kind: 'unreadable', row: shortName(partition), repaired: false };
  return { ...defined({ station: stationOfPk(partition) }), counts: {}, violations: [violation] };
}

async function proveRows(context: ProveContext, rows: readonly SeenRow[]): Promise<readonly Judged[]> {
  await context.seenAggregates.readAhead(rows);
  return atOnce(rows, async (row) => {
    const judged = await proveRow(context, row);
    noteRow(context.witness, row, judged);
    return judged;
  });
}

/** Chains of the log that are compared before the run looks at the time again. */
const CHAINS_AT_ONCE = 250;

async function proveChains(context: ProveContext, run: ProveRun): Promise<void> {
  const { witness } = context;
  if (witness === undefined) {
    run.finished = true;
    return;
  }
  run.chains ??= await chainsFor(context, run);
  const from = run.cursor === undefined ? 0 : firstBehind(run.chains, run.cursor);
  const chains = run.chains.slice(from, from + CHAINS_AT_ONCE);
  const itself = run.cursor === undefined ? [proveLogItself({ ...context, witness })] : [];
  const judged = await atOnce(chains, async (chain) => {
    const one = await proveStatedChain({ ...context, witness }, chain);
    if (one.violations.length > 0) notePartition(witness, chain);
    return one;
  });
  add(run, [...itself, ...withoutListed(run, judged)]);
  run.finished = from + chains.length >= run.chains.length;
  run.cursor = run.finished ? undefined : chains.at(-1);
}

/** All chains of the log, or those of what this run looks at; the notary's objections are always named. */
async function chainsFor(context: ProveContext, run: ProveRun): Promise<readonly string[]> {
  const { witness } = context;
  if (witness === undefined) return [];
  if (run.covers === 'everything') return chainsOf(witness);
  run.partitions ??= await partitionsToProve(context);
  const stated = run.partitions.filter((partition) => witness.heads.has(partition));
  return [...new Set([...stated, ...witness.objections.keys()])].sort();
}

/** A chain that an earlier run has scanned and named is compared again in the log, but named and counted once. */
function withoutListed({ runningProofs }: ProveRun, judged: readonly Judged[]): readonly Judged[] {
  const listed = new Set(
    [...runningProofs.values()].flatMap(({ violations }) => violations.map(violationName)),
  );
  return judged.map((one) => {
    const violations = one.violations.filter((violation) => !listed.has(violationName(violation)));
    const isAsked = violations.some(({ kind }) => kind === 'unstated');
    return { ...one, violations, counts: isAsked ? one.counts : { ...one.counts, unstated: 0 } };
  });
}

function firstBehind(sorted: readonly string[], name: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') <= name) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Each of them is logged; the proofs count all. */
const VIOLATIONS_REPORTED_MAX = 50;

/** A page is added only after all of it was checked, so that a repeated page is not counted twice. */
function add(run: ProveRun, judged: readonly Judged[]): void {
  addPage(run.runningProofs, judged, run);
  for (const { station, violations } of judged) {
    run.violations.push(...violations.slice(0, VIOLATIONS_REPORTED_MAX - run.violations.length));
    if (station === undefined) run.withoutStation += violations.length;
  }
}

/** Each row takes a few round trips to the store; this many run concurrently. */
const ROWS_AT_ONCE = 8;

async function atOnce<Row, Done>(
  rows: readonly Row[],
  work: (row: Row) => Promise<Done>,
): Promise<readonly Done[]> {
  const waiting = rows.values();
  const done: Done[] = [];
  const worker = async (): Promise<void> => {
    for (const row of waiting) done.push(await work(row));
  };
  const workers = await Promise.allSettled(Array.from({ length: ROWS_AT_ONCE }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return done;
}
