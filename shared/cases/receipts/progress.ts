import { toIso } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import type { Actor, Role, StationId } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import { type Clock, type PromiseKind, promiseKinds } from '../clock-kinds.ts';
import { evolve } from '../decisions/evolve.ts';
import { isAnswer, isVisibleToResident } from '../decisions/resident-visibility.ts';
import type { Fact, FactType } from '../fact.ts';
import type { Status } from '../lifecycle.ts';
import type { Reference } from '../reference.ts';

/** One step of a case that its resident may know of, before it is chained and signed. */
export interface ProgressStatement {
  readonly station: StationId;
  readonly reference: Reference;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: string;
  readonly what: Exclude<FactType, 'submitted'> | 'handled';
  /** Absent where it would tell how a suspicion was handled. */
  readonly by?: Role | 'resident' | 'system';
  readonly status: Status | 'handled';
  /** The promise that was missed or moved. */
  readonly promise?: PromiseKind;
  /** Promises that this step kept, in time or late. */
  readonly met?: readonly PromiseKind[];
  /** Promises given or moved since the step before, each with its new date. */
  readonly promised?: { readonly [Kind in PromiseKind]?: string };
  /** The hash of the station's own record of this step. */
  readonly record: string;
}

/** What a milestone says: the step, and the hash of the signed milestone before it; the first names the receipt's record. */
export interface ProgressClaims extends ProgressStatement {
  readonly previous: string;
}

/**
 * The steps of a case that its resident may know of, oldest first, without the report itself: the receipt is about
 * that one. Made of the facts alone, and of the type as it was at each step, so that a paper that was handed out
 * comes out the same ever after.
 */
export function progressOf(facts: readonly FactRecord<Fact>[], policy: Policy): readonly ProgressStatement[] {
  const progress: ProgressStatement[] = [];
  let before: CaseDraft | undefined;
  let lastVisible: CaseDraft | undefined;
  for (const record of facts) {
    const after = evolve(before, record.fact);
    if (before !== undefined && lastVisible !== undefined && isVisibleToResident(record.fact)) {
      progress.push(statement({ record, before, after, lastVisible, seq: progress.length + 1 }, policy));
      lastVisible = after;
    }
    lastVisible ??= after;
    before = after;
  }
  return progress;
}

interface Step {
  readonly record: FactRecord<Fact>;
  readonly before: CaseDraft;
  readonly after: CaseDraft;
  /** The case as the milestone before left it. */
  readonly lastVisible: CaseDraft;
  readonly seq: number;
}

function statement({ record, before, after, lastVisible, seq }: Step, policy: Policy): ProgressStatement {
  const { fact, at, by, hash } = record;
  const { station, reference, type } = after;
  const { secretReporter } = policy.types[type];
  const common = { station, reference, seq, at: toIso(at), record: hash };
  const met = metBetween(before, after);
  if (secretReporter && isAnswer(fact)) {
    // Which promise an answer keeps besides the first would tell what kind of answer it was.
    const first = met.filter((kind) => kind === 'acknowledge' || kind === 'respond');
    return { ...common, what: 'handled', status: secretStatus(after.status), ...kept(first) };
  }
  return {
    ...common,
    what: whatHappened(fact),
    by: byWhom(by),
    status: secretReporter ? secretStatus(after.status) : after.status,
    ...missedOrMoved(fact),
    ...kept(met),
    ...promisedBetween(lastVisible, after),
  };
}

function whatHappened({ fact }: Fact): ProgressStatement['what'] {
  if (fact === 'submitted') throw new Error('a case is submitted once, by its first fact');
  return fact;
}

const secret: ReadonlySet<Status> = new Set<Status>([
  'resolved',
  'not-resolved',
  'rejected',
  'transferred',
  'duplicate',
]);
const secretStatus = (status: Status): ProgressStatement['status'] =>
  secret.has(status) ? 'handled' : status;

const byWhom = (by: Actor): NonNullable<ProgressStatement['by']> => {
  if (by.kind === 'staff') return by.role;
  return by.kind === 'resident' ? 'resident' : 'system';
};

function missedOrMoved(fact: Fact): Pick<ProgressStatement, 'promise'> {
  if (fact.fact !== 'breached' && fact.fact !== 'extended') return {};
  const promise = promiseKinds.find((kind) => kind === fact.clock);
  return promise === undefined ? {} : { promise };
}

const clockIn = ({ clocks }: CaseDraft, kind: PromiseKind): Clock | undefined =>
  clocks.find((clock) => clock.kind === kind);

const metBetween = (before: CaseDraft, after: CaseDraft): readonly PromiseKind[] =>
  promiseKinds.filter((kind) => {
    const known = clockIn(before, kind);
    return known !== undefined && known.state !== 'met' && clockIn(after, kind)?.state === 'met';
  });

const kept = (met: readonly PromiseKind[]): Pick<ProgressStatement, 'met'> =>
  met.length === 0 ? {} : { met };

/** Promises that run and did not, or ran to another date. */
function promisedBetween(before: CaseDraft, after: CaseDraft): Pick<ProgressStatement, 'promised'> {
  const given = promiseKinds.flatMap((kind) => {
    const [known, clock] = [clockIn(before, kind), clockIn(after, kind)];
    if (clock === undefined || !isUnmet(clock)) return [];
    const stands = known !== undefined && isUnmet(known) && known.promiseAt === clock.promiseAt;
    return stands ? [] : [[kind, toIso(clock.promiseAt)] as const];
  });
  return given.length === 0 ? {} : { promised: Object.fromEntries(given) };
}
