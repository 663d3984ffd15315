import { toIso } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import type { Actor, Role, StationId } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Policy } from '../../policies/policy.ts';
import { type CaseDraft, clockOf } from '../case.ts';
import { type PromiseKind, promiseKinds } from '../clock-kinds.ts';
import { evolve } from '../decisions/evolve.ts';
import { isAnswer, isVisibleToResident } from '../decisions/resident-visibility.ts';
import type { Fact, FactType } from '../fact.ts';
import type { Status } from '../lifecycle.ts';
import type { Reference } from '../reference.ts';
import { isSecret } from '../secrecy.ts';

/** One step of a case that its resident may see, before it is chained and signed. */
export interface ProgressStatement {
  readonly station: StationId;
  readonly reference: Reference;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: string;
  readonly what: Exclude<FactType, 'submitted'> | 'handled';
  /** Absent where it would reveal how a secret report was answered. */
  readonly by?: Role | 'resident' | 'system';
  readonly status: Status | 'handled';
  /** The promise that was missed or moved. */
  readonly promise?: PromiseKind;
  /** Promises that this step met, in time or late. */
  readonly met?: readonly PromiseKind[];
  /** Promises given or moved since the previous statement, each with its new date. */
  readonly promised?: { readonly [Kind in PromiseKind]?: string };
  /** Those of `promised` whose dates lie beyond the announced holidays, so that they may move. */
  readonly mayMove?: readonly PromiseKind[];
  /** The hash of the fact that the station stored for this step. */
  readonly record: string;
}

/**
 * The claims of a signed progress statement: the step, and the hash of the signed statement before it. The first
 * statement refers to the receipt's `record` instead.
 */
export interface ProgressClaims extends ProgressStatement {
  readonly previous: string;
}

/**
 * The steps of a case that its resident may see, oldest first, without the report itself, which the receipt covers.
 * Derived only from the facts and from the case's secrecy at each step, so a statement that was already handed out is
 * reproduced byte for byte.
 */
export function progressOf(facts: readonly FactRecord<Fact>[], policy: Policy): readonly ProgressStatement[] {
  const progress: ProgressStatement[] = [];
  let before: CaseDraft | undefined;
  let lastVisible: CaseDraft | undefined;
  let mayMove: readonly PromiseKind[] = [];
  for (const record of facts) {
    const after = evolve(before, record.fact);
    mayMove = movingAfter(record.fact, mayMove);
    if (before !== undefined && lastVisible !== undefined && isVisibleToResident(record.fact)) {
      const seq = progress.length + 1;
      progress.push(statement({ record, before, after, lastVisible, mayMove, seq }, policy));
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
  /** The case after the previous statement. */
  readonly lastVisible: CaseDraft;
  /** The promises whose present dates may move. */
  readonly mayMove: readonly PromiseKind[];
  readonly seq: number;
}

function statement(
  { record, before, after, lastVisible, mayMove, seq }: Step,
  policy: Policy,
): ProgressStatement {
  const { fact, at, by, hash } = record;
  const { station, reference } = after;
  const secret = isSecret(after, policy);
  const common = { station, reference, seq, at: toIso(at), record: hash };
  const met = metBetween(before, after);
  if (secret && isAnswer(fact)) {
    // Any further promise that was met would reveal the kind of answer.
    const first = met.filter((kind) => kind === 'acknowledge' || kind === 'respond');
    return { ...common, what: 'handled', status: secretStatus(after.status), ...metIfAny(first) };
  }
  return {
    ...common,
    what: whatOf(fact, secret),
    by: actorOf(by),
    status: secret ? secretStatus(after.status) : after.status,
    ...missedOrMoved(fact),
    ...metIfAny(met),
    ...promisedBetween(lastVisible, after, mayMove),
  };
}

function whatOf({ fact }: Fact, secret: boolean): ProgressStatement['what'] {
  // That a secret report was merged with another was its answer.
  if (fact === 'unlinked' && secret) return 'reopened';
  if (fact === 'submitted') throw new Error('"submitted" can only be the first fact of a case');
  return fact;
}

/** Statuses that would reveal how a secret report was answered. */
const answerStatuses: ReadonlySet<Status> = new Set<Status>([
  'resolved',
  'not-resolved',
  'rejected',
  'transferred',
  'duplicate',
]);
const secretStatus = (status: Status): ProgressStatement['status'] =>
  answerStatuses.has(status) ? 'handled' : status;

const actorOf = (by: Actor): NonNullable<ProgressStatement['by']> => {
  if (by.kind === 'staff') return by.role;
  return by.kind === 'resident' ? 'resident' : 'system';
};

function missedOrMoved(fact: Fact): Pick<ProgressStatement, 'promise'> {
  if (fact.fact !== 'breached' && fact.fact !== 'extended') return {};
  const promise = promiseKinds.find((kind) => kind === fact.clock);
  return promise === undefined ? {} : { promise };
}

const metBetween = (before: CaseDraft, after: CaseDraft): readonly PromiseKind[] =>
  promiseKinds.filter((kind) => {
    const previous = clockOf(before, kind);
    return previous !== undefined && previous.state !== 'met' && clockOf(after, kind)?.state === 'met';
  });

const metIfAny = (met: readonly PromiseKind[]): Pick<ProgressStatement, 'met'> =>
  met.length === 0 ? {} : { met };

/** The promises whose dates may move after a fact: those it names, and those whose clocks it did not touch. */
function movingAfter(fact: Fact, before: readonly PromiseKind[]): readonly PromiseKind[] {
  const touched = fact.clocks?.map(({ kind }) => kind) ?? [];
  return [...before.filter((kind) => !touched.includes(kind)), ...(fact.mayMove ?? [])];
}

/** Promises that are newly unmet, or have another date than before. */
function promisedBetween(
  before: CaseDraft,
  after: CaseDraft,
  mayMove: readonly PromiseKind[],
): Pick<ProgressStatement, 'promised' | 'mayMove'> {
  const promised = promiseKinds.flatMap((kind) => {
    const [previous, clock] = [clockOf(before, kind), clockOf(after, kind)];
    if (clock === undefined || !isUnmet(clock)) return [];
    const isUnchanged = previous !== undefined && isUnmet(previous) && previous.promiseAt === clock.promiseAt;
    return isUnchanged ? [] : [[kind, toIso(clock.promiseAt)] as const];
  });
  if (promised.length === 0) return {};
  const moving = promised.flatMap(([kind]) => (mayMove.includes(kind) ? [kind] : []));
  return {
    promised: Object.fromEntries(promised),
    ...(moving.length > 0 && { mayMove: moving }),
  };
}
