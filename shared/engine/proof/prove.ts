import { DAY, HOUR, type Instant, MINUTE } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import { loadCheckpoint, saveCheckpoint } from '../notary/checkpoint.ts';
import { type Folded, foldLog } from '../notary/fold-log.ts';
import type { LogState } from '../notary/log-state.ts';
import type { NotaryReader } from '../notary/notary-reader.ts';
import { aggregateCache } from './aggregate-cache.ts';
import { indexCache } from './index-cache.ts';
import type { Proof, ProofCovers, ProofReason, Violation } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import { type ProveContext, violationName } from './prove-context.ts';
import { recordCache } from './prove-recorded.ts';
import { beginRun, type ProveRun, provePage } from './prove-run.ts';
import { publishRun, saveRun } from './publish-run.ts';

/**
 * The result of one invocation: the proofs as published, or as far as a run over everything has come that is not published
 * yet; and the violations that were found.
 */
export interface ProveReport {
  /** Whether nothing is left that a later invocation would go on with. */
  readonly finished: boolean;
  /** Whether something is not through that should be: the day's own proof, or one of everything for two weeks. */
  readonly isLate: boolean;
  readonly proofs: readonly Proof[];
  /** The first violations that were found now, rows without a station included. */
  readonly violations: readonly Violation[];
  /** How many violations are in no proof, because their rows have no station. */
  readonly withoutStation: number;
  /** How many are in no proof yet, because the run over everything that found them goes on another day. */
  readonly unpublished: number;
  /**
   * Why the notary's log could not be read. The table was checked all the same, since its deadlines must not wait for
   * the log; the run goes on with the log next time.
   */
  readonly fault?: { readonly error: unknown };
}

/** What a proof needs. Without a notary nothing vouches for histories, so only tests of rule 0 alone leave it out. */
export type ProveWorld = Pick<ProveContext, 'proofs' | 'policies' | 'aggregates'> & {
  readonly notary?: NotaryReader;
};

/**
 * Checks rows of the table page by page, then chains of the notary's log, repairs what it safely can, and publishes a proof
 * for each station. Once a week, and when it is asked to, it goes over everything, otherwise over what is open and what
 * changed. A run that runs out of time saves its position and the next one continues there, so that no row is counted twice
 * and rows late in the table are checked too; one over everything goes on after what is open and what changed.
 * @param remainingMs the real time left; the run ends with the first page after it is used up
 * @param why said of a proof that begins with this run
 */
export async function prove(
  { proofs, policies, aggregates, notary }: ProveWorld,
  now: Instant,
  remainingMs: () => number,
  why: ProofReason = 'daily',
): Promise<ProveReport> {
  // The log is read before any row: whatever it says was in the table by then.
  const { read, fault } = await readLogIn(notary, now, remainingMs);
  const witness = read?.state;
  const context: ProveContext = {
    ...{ proofs, policies, aggregates, now },
    seenAggregates: aggregateCache(proofs),
    records: recordCache(proofs, aggregates),
    dueIndex: indexCache(proofs, remainingMs),
    ...defined({ witness }),
  };
  const mayJudge = read === undefined || read.isWhole;
  const goesOn = (run: ProveRun): boolean =>
    mayJudge && !run.finished && remainingMs() > 0 && !(run.inLog && fault !== undefined);
  const runs: ProveRun[] = [];
  let published: readonly Proof[] = [];
  try {
    for (const root of witness?.roots ?? []) await proofs.keepRoot(root);
    for (const covers of await coveredNow(proofs, witness, why, now)) {
      const [first] = runs;
      if (first?.finished === false) break;
      const isSecond = first !== undefined;
      const run = await beginRun(context, covers, { now, why, hasLog: notary !== undefined, isSecond });
      runs.push(run);
      try {
        while (goesOn(run)) await provePage(context, run);
      } finally {
        // Also after an error of the store: the next run then begins with the page that failed.
        const ofRun = await publishRun(proofs, run, now, witness);
        if (ofRun.length > 0) published = ofRun;
      }
    }
  } finally {
    if (notary && witness) await saveCheckpoint(notary.checkpoints, notary.mac, witness);
    for (const run of runs) await saveRun(proofs, run);
  }
  return { ...reportOf(runs, published, witness, now), ...defined({ fault }) };
}

/** A week, less what a day's run may come early. */
const EVERYTHING_EVERY = 7 * DAY - DAY / 2;
const EVERYTHING_LATE = 14 * DAY;

/** How old a proof of what is open and what changed may be, so that a run over everything goes on without a new one. */
const FRESH: Readonly<Record<ProofReason, number>> = { daily: DAY - HOUR, asked: 15 * MINUTE };

/**
 * What this invocation goes over. Without the log, or without a proof of everything since it was read from its first entry
 * on, nothing tells what changed. A run over everything that was begun before, or that the week begins, comes second, so that
 * what is open waits for it on no day; and where one invocation does not suffice for both, the next ones of the same day are
 * for it.
 */
async function coveredNow(
  proofs: Pick<ProofStore, 'loadRun'>,
  witness: LogState | undefined,
  why: ProofReason,
  now: Instant,
): Promise<readonly ProofCovers[]> {
  if (witness?.everythingAt === undefined) return ['everything'];
  const { everythingAt, changedAt } = witness;
  if ((await proofs.loadRun('everything')) !== undefined) {
    const isFresh = changedAt !== undefined && now - changedAt < FRESH[why];
    return isFresh ? ['everything'] : ['open-and-changed', 'everything'];
  }
  if (why === 'asked') return ['everything'];
  return now - everythingAt < EVERYTHING_EVERY ? ['open-and-changed'] : ['open-and-changed', 'everything'];
}

function reportOf(
  runs: readonly ProveRun[],
  proofs: readonly Proof[],
  witness: LogState | undefined,
  now: Instant,
): Omit<ProveReport, 'fault'> {
  const finished = runs.every((run) => run.finished);
  const everythingAt = witness?.everythingAt;
  const isTimely = everythingAt !== undefined && now - everythingAt < EVERYTHING_LATE;
  const isToday = (at: Instant | undefined) => at !== undefined && now - at < DAY;
  const isDayDone =
    runs.every((run) => run.finished || run.covers === 'everything') &&
    (isToday(witness?.changedAt) || isToday(everythingAt));
  const [first, second] = runs;
  const named = new Set(first?.violations.map(violationName));
  const added = (second?.violations ?? []).filter((one) => !named.has(violationName(one)));
  return {
    finished,
    isLate: !finished && !(isDayDone && isTimely),
    proofs: proofs.length > 0 ? proofs : [...(first?.runningProofs.values() ?? [])],
    violations: [...(first?.violations ?? []), ...added],
    withoutStation: Math.max(0, ...runs.map((run) => run.withoutStation)),
    unpublished: second === undefined || second.finished ? 0 : added.length,
  };
}

interface LogRead {
  readonly read?: Folded;
  readonly fault?: NonNullable<ProveReport['fault']>;
}

async function readLogIn(
  notary: NotaryReader | undefined,
  now: Instant,
  remainingMs: () => number,
): Promise<LogRead> {
  if (notary === undefined) return {};
  const { log, checkpoints, mac } = notary;
  try {
    return { read: await foldLog(log, mac, await loadCheckpoint(checkpoints, mac), now, remainingMs) };
  } catch (error) {
    return { fault: { error } };
  }
}
