import { ratings } from '../../../cases/case.ts';
import {
  type Group,
  type Grouping,
  groupings,
  NOBODY,
  OTHER_PERSONS,
} from '../../../cases/statistics/groups.ts';
import type { Statistics } from '../../../cases/statistics/station-statistics.ts';
import { endings, rateNames, type Tally } from '../../../cases/statistics/tally.ts';
import type { Language } from '../../../engine/language.ts';
import type { StatisticsWords } from '../../../locales/statistics-words.ts';
import { wordsOfStatistics } from '../../../locales/words-of-statistics.ts';
import { csvFile } from './csv.ts';

type Field = string | number;

const parts = ['numerator', 'denominator', 'unknown'] as const;

/** The numbers of a station as a CSV file: a line for all cases, and one for each part. */
export function statisticsCsv({ totals, groups }: Statistics, language: Language): string {
  const words = wordsOfStatistics(language);
  const lines = groupings.flatMap((by) => (groups[by] ?? []).map((group) => lineOf(by, group, words)));
  return csvFile([headings(words), ['', words.all, ...numbers(totals)], ...lines]);
}

const headings = (words: StatisticsWords): readonly Field[] => [
  words.by,
  words.part,
  words.received,
  words.answered,
  ...rateNames.flatMap((rate) => parts.map((part) => words.rates[rate][part])),
  words.responseMinutesMedian,
  ...endings.map((ending) => words.endings[ending]),
  ...ratings.map((rating) => words.ratings[rating]),
  words.reopened,
];

const numbers = (tally: Tally): readonly Field[] => [
  tally.received,
  tally.answered,
  ...rateNames.flatMap((rate) => parts.map((part) => tally[rate][part])),
  tally.responseMinutesMedian ?? '',
  ...endings.map((ending) => tally.endings[ending]),
  ...ratings.map((rating) => tally.ratings[rating]),
  tally.reopened,
];

const lineOf = (by: Grouping, group: Group, words: StatisticsWords): readonly Field[] => [
  words.groupings[by],
  labelOf(by, group.key, words),
  ...numbers(group),
];

function labelOf(by: Grouping, key: string, words: StatisticsWords): string {
  if (by === 'type') return (words.types as Readonly<Record<string, string>>)[key] ?? key;
  if (by !== 'person') return key;
  return key === NOBODY ? words.nobody : key === OTHER_PERSONS ? words.otherPersons : key;
}
