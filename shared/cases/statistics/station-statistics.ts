import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Proof } from '../../engine/proof/proof.ts';
import type { ProofBook } from '../../engine/proof/proof-book.ts';
import type { Scope } from '../../engine/scope.ts';
import { type Group, type Grouping, GroupSheet } from './groups.ts';
import type { CountBook } from './statistics-store.ts';
import { type Tally, TallySheet } from './tally.ts';

/** What is asked for: cases by the time of their receipt. */
export interface StatisticsQuery {
  readonly from: Instant;
  /** Exclusive. */
  readonly before: Instant;
  readonly by: readonly Grouping[];
}

export interface Statistics {
  readonly from: Instant;
  readonly before: Instant;
  /** When the newest change that is counted was recorded; absent where no case is counted. */
  readonly countedThrough?: Instant;
  /** Cases of the range that the station's own list has and that are not counted yet. */
  readonly missing: number;
  /** False when there were more cases than one answer counts; then every number is of the earliest. */
  readonly complete: boolean;
  readonly totals: Tally;
  readonly groups: { readonly [By in Grouping]?: Group[] };
  /** The latest proof that every open case of the station has its next deadline, whatever the range. */
  readonly proof?: Proof;
}

/** More would not be read and added up within the ten seconds of a function behind the API; who needs more asks by quarters. */
const CASES_MAX = 40_000;

/** The numbers of a station, each of which counts a case once. Guards have none. */
export async function stationStatistics(
  book: CountBook & ProofBook,
  scope: Scope,
  { from, before, by }: StatisticsQuery,
  now: Instant,
): Promise<Statistics> {
  const range = { station: scope.station, from, before };
  const [listed, proof] = await Promise.all([book.receivedCount(range, CASES_MAX), book.latestProof(scope)]);
  const totals = new TallySheet();
  const sheets = by.map((grouping) => [grouping, new GroupSheet(grouping)] as const);
  let countedThrough: Instant | undefined;
  let complete = true;
  for await (const page of book.counts(range)) {
    for (const count of page) {
      if (totals.size >= CASES_MAX) {
        complete = false;
        break;
      }
      totals.add(count, now);
      for (const [, sheet] of sheets) sheet.add(count, now);
      countedThrough = Math.max(countedThrough ?? 0, count.at);
    }
    if (!complete) break;
  }
  const showsFewOfPerson = scope.role === 'chief' || scope.role === 'auditor';
  return {
    ...{ from, before, complete },
    missing: Math.max(0, listed - totals.size),
    totals: totals.result(),
    groups: Object.fromEntries(
      sheets.flatMap(([grouping, sheet]) => {
        const groups = sheet.result(showsFewOfPerson);
        return groups === undefined ? [] : [[grouping, groups]];
      }),
    ),
    ...defined({ countedThrough, proof }),
  };
}
