import * as z from 'zod/mini';
import { ratings } from '../../cases/case.ts';
import { type Grouping, groupings } from '../../cases/statistics/groups.ts';
import { endings } from '../../cases/statistics/tally.ts';
import { instant } from './answers.ts';

const count = z.int().check(z.minimum(0));
const described = (description: string) => z.meta({ description });

const rateFields = { numerator: count, denominator: count };

/**
 * `numerator / denominator`; of `unknown` cases nothing is known yet, or never will be. Denominator and unknown together are
 * all cases that were received.
 */
const rate = (description: string) =>
  z.strictObject({ ...rateFields, unknown: count }).check(described(description));

const counts = <Key extends string>(keys: readonly [Key, ...Key[]]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, count])) as Record<Key, typeof count>);

const tally = {
  received: count,
  answered: count.check(
    described('Answered at least once. `satisfaction.denominator` of these is the coverage of the ratings.'),
  ),
  response: rate('First replies by a person in time, of those that were due. No automatic receipt is one.'),
  completion: rate(
    'Answered within the first promise to resolve, of those that were due. Unknown also where the type promises no time. Only waiting moves that promise, and a stricter type; no extension does.',
  ),
  resolution: rate(
    'Resolved and not reopened, of those that were closed as resolved or not resolved. Open, rejected, transferred, withdrawn and linked cases are unknown.',
  ),
  satisfaction: rate('Satisfied or mostly satisfied, of those that rated. Who was not reached is unknown.'),
  responseMinutesMedian: z
    .optional(count)
    .check(described('Half of the first replies came within so many minutes, by the clock on the wall.')),
  endings: counts(endings).check(described('What became of the cases; each is in exactly one.')),
  ratings: counts(ratings),
  reopened: count.check(described('Resolved once, and reopened after that.')),
};

const totals = z.strictObject(tally).check(z.meta({ id: 'Tally' }));

const keys: Readonly<Record<Grouping, string>> = {
  type: 'The type that the cases have now.',
  building: 'The building of the place.',
  hour: 'When they were received: weekday (1 is Monday) and hour, such as `1-08`. Hours without a case are left out.',
  day: 'The day of receipt. Days without a case are left out.',
  person:
    'Who has the case or, where nobody was assigned, who replied first; empty where neither is so. `*` stands for several persons with fewer than five cases each, whom only chiefs and auditors see alone.',
};

const groupsOf = (by: Grouping) =>
  z.optional(z.array(z.strictObject({ key: z.string(), ...tally })).check(described(keys[by])));

/** The numbers of a station. Every case is counted once, by the time of its receipt. */
export const statistics = z.strictObject({
  from: instant,
  before: instant.check(described('The instant after the range.')),
  countedThrough: z
    .optional(instant)
    .check(described('When the newest change that is counted here was recorded.')),
  missing: count.check(
    described('Cases that were received in the range and are not counted yet. It is 0 but for moments.'),
  ),
  complete: z
    .boolean()
    .check(
      described(
        'False where there are more than 40,000 cases: the numbers are of the earliest. Ask for shorter ranges; all numbers but the median add up.',
      ),
    ),
  totals,
  answeredByItself: z
    .strictObject({ count, more: z.boolean() })
    .check(
      described(
        'How often a resident found an approved answer and reported nothing, by local days. No person replied, so it is in no rate. `more`: there were more than are counted.',
      ),
    ),
  armed: z
    .optional(z.strictObject({ ...rateFields, at: instant }))
    .check(
      described(
        'Open cases of the whole station with a live next deadline, of all its open cases, when it was last proven.',
      ),
    ),
  groups: z
    .strictObject(
      Object.fromEntries(groupings.map((by) => [by, groupsOf(by)])) as Record<
        Grouping,
        ReturnType<typeof groupsOf>
      >,
    )
    .check(
      described(
        'One list for each of `by`: of times in their order, of others the most cases first. None by person where all persons together have fewer than five cases, or one has all; only chiefs and auditors see those.',
      ),
    ),
});
