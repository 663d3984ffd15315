import { HOUR, type Instant } from '../../engine/calendar/instant.ts';
import { dayNumberAt, localDayAt, timeOfDayMs } from '../../engine/calendar/local-day.ts';
import type { CaseCount } from './case-count.ts';
import { type Tally, TallySheet } from './tally.ts';

/** By what the numbers of a station can be parted. */
export const groupings = ['type', 'building', 'hour', 'day', 'person'] as const;
export type Grouping = (typeof groupings)[number];

/** The cases of nobody, and those of persons who are not shown alone. Neither is the id of a person. */
export const NOBODY = '';
export const OTHER_PERSONS = '*';

/** Fewer cases of one person say more of the person, or of a single resident, than of the work. */
const PERSON_CASES_MIN = 5;

/** What a case is counted under: the type it has now, where and when it was reported, and who has it or replied first. */
const keyOf: { readonly [By in Grouping]: (count: CaseCount) => string } = {
  type: ({ type }) => type,
  building: ({ building }) => building,
  hour: ({ receivedAt }) => `${weekdayAt(receivedAt)}-${hourAt(receivedAt)}`,
  day: ({ receivedAt }) => localDayAt(receivedAt),
  person: ({ assignee, replier }) => assignee ?? replier ?? NOBODY,
};

/** Monday is 1 and Sunday 7; the first day of all, 1970-01-01, was a Thursday. */
const weekdayAt = (at: Instant): number => ((dayNumberAt(at) + 3) % 7) + 1;
const hourAt = (at: Instant): string => String(Math.floor(timeOfDayMs(at) / HOUR)).padStart(2, '0');

/** The numbers of the cases under one key. */
export interface Group extends Tally {
  readonly key: string;
}

/** Parts cases by one grouping. */
export class GroupSheet {
  private readonly sheets = new Map<string, TallySheet>();
  private readonly by: Grouping;

  constructor(by: Grouping) {
    this.by = by;
  }

  add(count: CaseCount, now: Instant): void {
    const key = keyOf[this.by](count);
    const sheet = this.sheets.get(key) ?? new TallySheet();
    this.sheets.set(key, sheet);
    sheet.add(count, now);
  }

  /** Times in their order; of anything else the most cases first. None where even all persons together would show one. */
  result(showsFewOfPerson: boolean): Group[] | undefined {
    const isTime = this.by === 'hour' || this.by === 'day';
    const sheets = this.by === 'person' && !showsFewOfPerson ? withoutFew(this.sheets) : this.sheets;
    if (sheets === undefined) return undefined;
    return [...sheets]
      .map(([key, sheet]) => ({ key, ...sheet.result() }))
      .toSorted((one, other) => (isTime ? 0 : other.received - one.received) || compared(one.key, other.key));
  }
}

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Persons with few cases are counted together. If even together they have few, the next person joins them: the difference
 * from the total would show them otherwise. None are shown where that is all of them and still few, or where one person
 * has all cases; the cases of nobody would show the difference too.
 */
function withoutFew(sheets: ReadonlyMap<string, TallySheet>): ReadonlyMap<string, TallySheet> | undefined {
  const others = new TallySheet();
  const shown = new Map(sheets);
  const fewestFirst = [...sheets]
    .filter(([key]) => key !== NOBODY)
    .toSorted(([oneKey, one], [otherKey, other]) => one.size - other.size || compared(oneKey, otherKey));
  const ofPersons = fewestFirst.reduce((sum, [, { size }]) => sum + size, 0);
  if (ofPersons > 0 && (ofPersons < PERSON_CASES_MIN || fewestFirst.length === 1)) return undefined;
  for (const [key, sheet] of fewestFirst) {
    const isEnough = others.size === 0 || others.size >= PERSON_CASES_MIN;
    if (sheet.size >= PERSON_CASES_MIN && isEnough) break;
    others.merge(sheet);
    shown.delete(key);
  }
  return others.size === 0 ? shown : shown.set(OTHER_PERSONS, others);
}
