import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import type { Scope } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Policy } from '../../policies/policy.ts';
import { inScope } from '../case-key.ts';
import type { Fact } from '../fact.ts';
import type { BoardRow } from '../reading/case-list.ts';
import { listCases } from '../reading/list-cases.ts';
import type { World } from '../world.ts';
import { type RecordedCommand, recordedCommand } from './recorded-command.ts';
import { type ReplayedCase, replayCase } from './replay-case.ts';

/** One case under the policy in use and under another. */
export interface ComparedCase {
  readonly row: BoardRow;
  readonly before: ReplayedCase;
  readonly after: ReplayedCase;
  /** Followed only up to a step that concerned another case too, such as a link. */
  readonly isPartial: boolean;
}

export interface ComparedPolicies {
  /** The receipt of the first case that was looked at, and the end of the time that is compared. */
  readonly from: Instant;
  readonly to: Instant;
  readonly cases: readonly ComparedCase[];
  /** There were more cases than are looked at; these are the newest. */
  readonly truncated: boolean;
}

const DAYS = 30;
export const CASES_MAX = 1000;
const PAGE = 200;
/** So many more are paged through to find the newest. */
const PAGES_MAX = 50;
const AT_ONCE = 16;
/**
 * Decisions of one comparison, on both sides: about five seconds of a third of a processor, which the function of staff
 * has (measured: 48 microseconds each on a whole one).
 */
const STEPS_MAX = 30_000;

type CompareWorld = Pick<World, 'store' | 'policies'>;

/**
 * Runs the cases of the last 30 days under the policy in use and under another one, by the decisions of the engine on
 * what was recorded of them. Nothing is written.
 */
export async function comparePolicies(
  world: CompareWorld,
  scope: Scope,
  { before, after }: { readonly before: Policy; readonly after: Policy },
  now: Instant,
): Promise<ComparedPolicies> {
  const { rows, truncated } = await newestCases(world, scope, now);
  const cases: ComparedCase[] = [];
  let steps = 0;
  let looked = 0;
  for (; looked < rows.length && steps < STEPS_MAX; looked += AT_ONCE) {
    const some = rows.slice(looked, looked + AT_ONCE);
    const histories = await Promise.all(
      some.map(({ caseId }) => world.store.history(inScope(scope, caseId))),
    );
    for (const [index, row] of some.entries()) {
      const recorded = await recordedOf(world, scope, histories[index]?.facts ?? []);
      if (recorded === undefined) continue;
      const { commands, isPartial, until = now } = recorded;
      const compared = {
        row,
        isPartial,
        before: replayCase(commands, before, until),
        after: replayCase(commands, after, until),
      };
      steps += compared.before.steps + compared.after.steps;
      cases.push(compared);
    }
  }
  const isAll = looked >= rows.length;
  return {
    from: cases.at(-1)?.row.receivedAt ?? now - DAYS * DAY,
    to: now,
    cases: cases.toReversed(),
    truncated: truncated || !isAll,
  };
}

/** The newest cases, the newest of them first, so that the oldest are left out where there is too much to decide. */
async function newestCases(world: CompareWorld, scope: Scope, now: Instant) {
  const query = { view: 'all', order: 'received', receivedFrom: now - DAYS * DAY, limit: PAGE } as const;
  let rows: readonly BoardRow[] = [];
  let found = 0;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const listed = await listCases(world, scope, { ...query, ...(cursor !== undefined && { cursor }) }, now);
    if (listed.refusal !== undefined) throw new Error('the cursor of a list leads on in the same list');
    found += listed.rows.length;
    rows = [...rows, ...listed.rows].slice(-CASES_MAX);
    cursor = listed.next;
    if (cursor === undefined) break;
  }
  return { rows: rows.toReversed(), truncated: found > CASES_MAX || cursor !== undefined };
}

interface Recorded {
  readonly commands: readonly RecordedCommand[];
  readonly isPartial: boolean;
  /** Until when the case is followed, where that is not to the end. */
  readonly until?: Instant;
}

/** What people did with a case. Undefined where its beginning is not kept any more. */
async function recordedOf(
  { policies }: CompareWorld,
  { station }: Scope,
  facts: readonly FactRecord<Fact>[],
): Promise<Recorded | undefined> {
  const firsts = facts.filter(({ index }) => index === 0);
  const [first] = firsts;
  if (first === undefined || first.fact.fact !== 'submitted') return undefined;
  const policy = await policies.of(station, first.fact.as.policyVersion);
  const commands: RecordedCommand[] = [];
  for (const record of firsts) {
    const recorded = recordedCommand(record, policy);
    if (recorded === 'unknown') return { commands, isPartial: true, until: record.at - 1 };
    if (recorded !== 'none') commands.push(recorded);
  }
  return { commands, isPartial: false };
}
