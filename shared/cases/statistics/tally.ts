import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { type Rating, ratings } from '../case.ts';
import type { CaseCount } from './case-count.ts';
import { outcomeOf } from './counted-promise.ts';

/**
 * A rate with its denominator. `unknown` cases are in neither: nothing is known of them yet, or never will be. All three are
 * published together, so that a high rate over few cases is seen to be one.
 */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly unknown: number;
}

/** How cases ended. Every case is in exactly one. */
export const endings = [
  'open',
  'resolved',
  'resolved-after-reopening',
  'not-resolved',
  'rejected',
  'transferred',
  'withdrawn',
  'linked',
] as const;
export type Ending = (typeof endings)[number];

export const rateNames = ['response', 'completion', 'resolution', 'satisfaction'] as const;
export type RateName = (typeof rateNames)[number];

/** The numbers of some cases, as published. */
export interface Tally {
  readonly received: number;
  /** Answered at least once, so that the resident could say how it went; the coverage of the ratings is of these. */
  readonly answered: number;
  /** First replies by a person in time, of those that were due. */
  readonly response: Rate;
  /** Cases answered within the first promise to resolve, of those that were due. A type without that promise is unknown. */
  readonly completion: Rate;
  /** Resolved and not reopened, of those that were closed with an answer. */
  readonly resolution: Rate;
  /** Satisfied or mostly satisfied, of those that were rated. */
  readonly satisfaction: Rate;
  /** Half of the first replies came within so many minutes; absent where there was none. */
  readonly responseMinutesMedian?: number;
  readonly endings: Readonly<Record<Ending, number>>;
  readonly ratings: Readonly<Record<Rating, number>>;
  /** Resolved once, and reopened after that. */
  readonly reopened: number;
}

type Numbers = { -readonly [Part in keyof Rate]: Rate[Part] };

/** Adds up cases, each once. */
export class TallySheet {
  private received = 0;
  private answered = 0;
  private reopened = 0;
  private readonly rates = {
    response: nothing(),
    completion: nothing(),
    resolution: nothing(),
    satisfaction: nothing(),
  };
  private readonly endings = zeros(endings);
  private readonly ratings = zeros(ratings);
  private readonly minutes: number[] = [];

  /** @param now when promises are looked at: one that has passed unmet is broken */
  add(count: CaseCount, now: Instant): void {
    this.received += 1;
    if (count.answer !== undefined || count.rating !== undefined) this.answered += 1;
    if (count.reopened) this.reopened += 1;
    this.endings[endingOf(count)] += 1;
    addTo(this.rates.response, inTime(count.respond, now));
    addTo(this.rates.completion, inTime(count.resolve, now));
    addTo(this.rates.resolution, isResolved(count));
    addTo(this.rates.satisfaction, isSatisfied(count));
    if (count.rating !== undefined) this.ratings[count.rating] += 1;
    const { metAt } = count.respond ?? {};
    if (metAt !== undefined) this.minutes.push((metAt - count.receivedAt) / MINUTE);
  }

  /** Adds what another sheet has counted. */
  merge(other: TallySheet): void {
    this.received += other.received;
    this.answered += other.answered;
    this.reopened += other.reopened;
    for (const rate of rateNames) addRate(this.rates[rate], other.rates[rate]);
    for (const ending of endings) this.endings[ending] += other.endings[ending];
    for (const rating of ratings) this.ratings[rating] += other.ratings[rating];
    for (const minutes of other.minutes) this.minutes.push(minutes);
  }

  get size(): number {
    return this.received;
  }

  result(): Tally {
    const { received, answered, rates, reopened } = this;
    const median = medianOf(this.minutes);
    return {
      received,
      answered,
      ...rates,
      ...(median !== undefined && { responseMinutesMedian: Math.round(median) }),
      endings: this.endings,
      ratings: this.ratings,
      reopened,
    };
  }
}

const nothing = (): Numbers => ({ numerator: 0, denominator: 0, unknown: 0 });

const zeros = <Key extends string>(keys: readonly Key[]): Record<Key, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;

function addRate(rate: Numbers, other: Rate): void {
  rate.numerator += other.numerator;
  rate.denominator += other.denominator;
  rate.unknown += other.unknown;
}

function addTo(rate: Numbers, isSo: boolean | undefined): void {
  if (isSo === undefined) rate.unknown += 1;
  else rate.denominator += 1;
  if (isSo) rate.numerator += 1;
}

function inTime(promise: CaseCount['respond'], now: Instant): boolean | undefined {
  const outcome = promise && outcomeOf(promise, now);
  return outcome === 'kept' ? true : outcome === 'broken' ? false : undefined;
}

/** Neither a case that is open, withdrawn or linked, nor one that was rejected or handed over, was closed with an answer of the station. */
function isResolved({ ended, answer, reopened }: CaseCount): boolean | undefined {
  if (ended !== 'closed' || (answer !== 'resolved' && answer !== 'not-resolved')) return undefined;
  return answer === 'resolved' && !reopened;
}

/** Who was not reached said nothing about the answer. */
function isSatisfied({ rating }: CaseCount): boolean | undefined {
  if (rating === undefined || rating === 'not-reached') return undefined;
  return rating !== 'dissatisfied';
}

function endingOf({ ended, answer, reopened }: CaseCount): Ending {
  if (ended === undefined) return 'open';
  if (ended === 'withdrawn') return 'withdrawn';
  if (ended === 'duplicate') return 'linked';
  if (answer === 'resolved') return reopened ? 'resolved-after-reopening' : 'resolved';
  // A case without an answer is closed by nobody.
  return answer ?? 'not-resolved';
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [upper, lower] = [sorted[middle], sorted[middle - 1]];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
