import { type CaseDraft, clockOf, ratings } from '../../../shared/cases/case.ts';
import type { Clock } from '../../../shared/cases/clock-kinds.ts';
import { evolve } from '../../../shared/cases/decisions/evolve.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import { isOpen } from '../../../shared/cases/lifecycle.ts';
import { endings, type Rate, type Tally } from '../../../shared/cases/statistics/tally.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';

// A second way to the same numbers, which shares no line with the first. Each case is lived through again, state by state,
// as `evolve` gives them; every number is then a question about the list of all lives.

interface Step {
  readonly at: Instant;
  readonly by: FactRecord['by'];
  readonly fact: Fact;
  readonly after: CaseDraft;
}

/** Everything that happened to one case, with the whole case after each step. */
export interface Life {
  readonly first: CaseDraft;
  readonly last: CaseDraft;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
}

export function lifeOf(records: readonly FactRecord<Fact>[]): Life {
  const steps: Step[] = [];
  for (const { at, by, fact } of records) {
    steps.push({ at, by, fact, after: evolve(steps.at(-1)?.after, fact) });
  }
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a life has a beginning');
  return { first: first.after, last: last.after, steps, facts: steps.map(({ fact }) => fact) };
}

type Kind = 'respond' | 'resolve';

interface Promised {
  due: Instant;
  clock: Clock;
  /** When the clock was gone without being met, or since when it stands still. */
  gone?: Instant;
  by?: Step['by'];
}

const isReopening = ({ fact }: Step): boolean => fact.fact === 'reopened' && fact.to !== undefined;
const isMet = ({ clock }: Promised): boolean => clock.state === 'met';

/** The promise that counts, as it stood when a later one began. */
function promiseOf(steps: readonly Step[], kind: Kind): Promised | undefined {
  let found: Promised | undefined;
  for (const [index, step] of steps.entries()) {
    if (isReopening(step) && found !== undefined) {
      const isUnknown = !isMet(found) && found.gone !== undefined && found.gone <= found.due;
      // Withdrawn in time: how it would have gone nobody knows, so the next promise is the first.
      return isUnknown
        ? promiseOf([{ ...step, fact: { fact: 'resumed' } }, ...steps.slice(index + 1)], kind)
        : found;
    }
    found = promised(found, clockOf(step.after, kind), step, kind);
  }
  return found;
}

function promised(
  before: Promised | undefined,
  clock: Clock | undefined,
  { at, by, fact }: Step,
  kind: Kind,
): Promised | undefined {
  if (before === undefined) return clock && { due: clock.promiseAt, clock, by };
  if (clock === undefined) {
    return isMet(before) ? before : { ...before, gone: before.gone ?? before.clock.pausedAt ?? at };
  }
  const wait = before.clock.state === 'paused' && clock.state !== 'paused';
  const due =
    fact.fact === 'extended' && fact.clock === kind
      ? before.due
      : wait
        ? before.due + (clock.promiseAt - before.clock.promiseAt)
        : Math.min(before.due, clock.promiseAt);
  const isFirst = clock.state === 'met' && !isMet(before);
  return { due, clock, ...(isFirst ? { by } : before.by && { by: before.by }) };
}

const metAtOf = ({ clock }: Promised): Instant | undefined =>
  isMet({ due: 0, clock }) ? clock.metAt : undefined;

function inTime({ steps }: Life, kind: Kind, now: Instant): boolean | undefined {
  const found = promiseOf(steps, kind);
  if (found === undefined) return undefined;
  const metAt = metAtOf(found);
  if (metAt !== undefined) return metAt <= found.due;
  return (found.gone ?? found.clock.pausedAt ?? now) > found.due ? false : undefined;
}

const answers = ['resolved', 'not-resolved', 'rejected', 'transferred'];
const answersIn = ({ facts }: Life): readonly string[] =>
  facts.map(({ fact }) => fact).filter((fact) => answers.includes(fact));

/** Whether somebody took it up again after the station had called it resolved. */
function wasReopened({ facts }: Life): boolean {
  const answered = facts.flatMap((fact, index) =>
    fact.fact === 'reopened' && fact.to !== undefined
      ? [facts.slice(0, index).findLast(({ fact: earlier }) => answers.includes(earlier))?.fact]
      : [],
  );
  return answered.includes('resolved');
}

const isClosed = ({ last }: Life): boolean => last.status === 'closed';
const ratingOf = ({ facts }: Life) => facts.findLast((fact) => fact.fact === 'rated')?.rating;

function endingOf(life: Life): (typeof endings)[number] {
  const { status } = life.last;
  if (isOpen(status)) return 'open';
  if (status !== 'closed') return status === 'duplicate' ? 'linked' : 'withdrawn';
  const answer = answersIn(life).at(-1);
  if (answer === 'resolved') return wasReopened(life) ? 'resolved-after-reopening' : 'resolved';
  return (answer ?? 'not-resolved') as (typeof endings)[number];
}

const rateOf = (all: readonly Life[], judge: (life: Life) => boolean | undefined): Rate => {
  const judged = all.map(judge);
  const count = (is: boolean | undefined) => judged.filter((one) => one === is).length;
  return { numerator: count(true), denominator: count(true) + count(false), unknown: count(undefined) };
};

const countsOf = <Key extends string>(keys: readonly Key[], all: readonly (Key | undefined)[]) =>
  Object.fromEntries(keys.map((key) => [key, all.filter((one) => one === key).length])) as Record<
    Key,
    number
  >;

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const half = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(half)], sorted[Math.ceil(half)]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

/** All numbers of these cases, counted from nothing but their facts. */
export function recounted(all: readonly Life[], now: Instant): Tally {
  const minutes = all.flatMap(({ steps, first }) => {
    const found = promiseOf(steps, 'respond');
    const metAt = found && metAtOf(found);
    return metAt === undefined ? [] : [(metAt - first.receivedAt) / MINUTE];
  });
  const responseMinutesMedian = median(minutes);
  return {
    received: all.length,
    answered: all.filter((life) => answersIn(life).length > 0 || ratingOf(life) !== undefined).length,
    response: rateOf(all, (life) => inTime(life, 'respond', now)),
    completion: rateOf(all, (life) => inTime(life, 'resolve', now)),
    resolution: rateOf(all, (life) => {
      const answer = answersIn(life).at(-1);
      const counts = isClosed(life) && (answer === 'resolved' || answer === 'not-resolved');
      return counts ? answer === 'resolved' && !wasReopened(life) : undefined;
    }),
    satisfaction: rateOf(all, (life) => {
      const rating = ratingOf(life);
      if (rating === undefined || rating === 'not-reached') return undefined;
      return rating === 'satisfied' || rating === 'mostly-satisfied';
    }),
    ...(responseMinutesMedian !== undefined && { responseMinutesMedian }),
    endings: countsOf(endings, all.map(endingOf)),
    ratings: countsOf(ratings, all.map(ratingOf)),
    reopened: all.filter(wasReopened).length,
  };
}

/** Who has a case: the person it was given to last or, if none, the one whose reply was the first. */
export function personOf({ last, steps }: Life): string {
  const found = promiseOf(steps, 'respond');
  const replier = found && isMet(found) && found.by?.kind === 'staff' ? found.by.person : undefined;
  return last.assignee ?? replier ?? '';
}
