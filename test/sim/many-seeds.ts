import { crew, type Made, type Task } from './crew.ts';
import { invariants } from './invariants/catalogue.ts';
import { type Pace, paces } from './people/habits.ts';
import type { Outcome } from './simulation.ts';

export interface ManySeeds {
  readonly seeds: Iterable<number>;
  readonly threads: number;
  /** What the seeds would draw themselves. */
  readonly pace?: Pace;
  readonly days?: number;
}

const counted = ['caseDays', 'cases', 'commits', 'sends', 'handlerRuns', 'crashes', 'restores'] as const;

type Sum = { seeds: number; processorMs: number } & Record<(typeof counted)[number], number>;

const nothing = (): Sum => ({
  seeds: 0,
  processorMs: 0,
  caseDays: 0,
  cases: 0,
  commits: 0,
  sends: 0,
  handlerRuns: 0,
  crashes: 0,
  restores: 0,
});

/** Lives every seed and tells what was lived, how fast, and what broke. Gives the number of violations. */
export async function manySeeds(
  print: (line: string) => void,
  { seeds, threads, ...given }: ManySeeds,
): Promise<number> {
  const since = performance.now();
  const processor = process.cpuUsage();
  const sums: Record<Pace | 'together', Sum> = { busy: nothing(), quiet: nothing(), together: nothing() };
  const lived = { first: Number.POSITIVE_INFINITY, last: 0, hashes: 0n, violations: 0 };

  function* tasks(): Generator<Task> {
    for (const seed of seeds) yield { seed, ...given };
  }
  await crew(tasks(), threads, (made) => {
    const { outcome } = made;
    for (const sum of [sums[outcome.pace], sums.together]) add(sum, made);
    lived.first = Math.min(lived.first, outcome.seed);
    lived.last = Math.max(lived.last, outcome.seed);
    lived.hashes ^= BigInt(`0x${outcome.hash}`);
    lived.violations += outcome.violations.length;
    reportViolations(print, outcome);
  });

  const elapsedMs = performance.now() - since;
  const { user, system } = process.cpuUsage(processor);
  const { together } = sums;
  print(`seeds ${lived.first}–${lived.last}, ${threads} threads, ${seconds(elapsedMs)}`);
  for (const pace of paces) if (sums[pace].seeds > 0) reportSum(print, pace, sums[pace], threads);
  // What the machine itself needed beside the threads counts here: its compiler, its clearing up.
  reportSum(print, 'together', { ...together, processorMs: (user + system) / 1000 }, threads);
  print(`by the wall clock ${perMinute(together.caseDays, elapsedMs)} case-days a minute`);
  print(`hash over all histories ${lived.hashes.toString(16).padStart(16, '0')}`);
  print(`violations ${lived.violations}`);
  return lived.violations;
}

function add(sum: Sum, { outcome, processorMs }: Made): void {
  sum.seeds += 1;
  sum.processorMs += processorMs;
  for (const name of counted) sum[name] += outcome[name];
}

function reportViolations(print: (line: string) => void, { seed, violations }: Outcome): void {
  for (const { invariant, at, detail } of violations) {
    print(`seed ${seed} ${at} ${invariant}: ${invariants[invariant]}\n  ${detail}`);
  }
}

/** Rates are per minute of processor time on as many processors as there are threads: what idle ones would reach. */
function reportSum(print: (line: string) => void, name: string, sum: Sum, threads: number): void {
  const { seeds, cases, caseDays, commits, sends, handlerRuns, crashes, restores, processorMs } = sum;
  const days = Math.round(caseDays);
  const perCaseDay = (commits / caseDays).toFixed(2);
  print(
    `${name}: ${seeds} seeds, ${cases} cases, ${days} case-days, ${commits} commits (${perCaseDay} a case-day)`,
  );
  print(
    `  ${handlerRuns} handler runs, ${crashes} crashes, ${restores} restored backups, ${sends} sends, ${seconds(processorMs)} of a processor`,
  );
  const rate = (count: number) => perMinute(count * threads, processorMs);
  print(`  on ${threads} processors ${rate(caseDays)} case-days and ${rate(commits)} commits a minute`);
}

const perMinute = (count: number, ms: number): number => Math.round(count / (ms / 60_000));
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
