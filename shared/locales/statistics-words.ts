import type { Rating } from '../cases/case.ts';
import type { Grouping } from '../cases/statistics/groups.ts';
import type { Ending, RateName } from '../cases/statistics/tally.ts';
import type { Sentence } from './sentence.ts';
import type { Words } from './words.ts';

/** The headings of the statistics as a file. */
export interface StatisticsWords {
  /** What the rows are parted by, and which part a row is. */
  readonly by: Sentence;
  readonly part: Sentence;
  readonly all: Sentence;
  readonly nobody: Sentence;
  readonly otherPersons: Sentence;
  readonly received: Sentence;
  readonly answered: Sentence;
  readonly rates: Readonly<
    Record<RateName, Readonly<Record<'numerator' | 'denominator' | 'unknown', Sentence>>>
  >;
  readonly responseMinutesMedian: Sentence;
  readonly reopened: Sentence;
  readonly endings: Readonly<Record<Ending, Sentence>>;
  readonly ratings: Readonly<Record<Rating, Sentence>>;
  readonly groupings: Readonly<Record<Grouping, Sentence>>;
  readonly types: Words['types'];
}
