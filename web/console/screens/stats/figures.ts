import type { ShownGroup, ShownRate, ShownStatistics } from '../../api/shapes.ts';

/** How many were due and not in time. */
export const lateOf = ({ numerator, denominator }: ShownRate): number => denominator - numerator;

/** Whole percent, rounded down, so that 100 % means all of them; undefined where there is nothing to divide by. */
export const percentOf = ({
  numerator,
  denominator,
}: Pick<ShownRate, 'numerator' | 'denominator'>): number | undefined =>
  denominator === 0 ? undefined : Math.floor((numerator / denominator) * 100);

/** So many are the most at least by which colours are given: one case alone is not much. */
const MOST_MIN = 4;

/** Which of five colours a number gets: 0 for none, 4 for the most. */
export const heatOf = (count: number, most: number): number =>
  Math.ceil((count / Math.max(most, MOST_MIN)) * 4);

export const mostOf = (counts: readonly number[]): number => Math.max(0, ...counts);

export const HOURS = [0, 3, 6, 9, 12, 15, 18, 21] as const;

/** How many cases were received on a weekday (1 is Monday) in the three hours from one on. */
export function receivedIn(hours: readonly ShownGroup[], weekday: number, hour: number): number {
  const keys = [0, 1, 2].map((more) => `${weekday}-${String(hour + more).padStart(2, '0')}`);
  return hours.reduce((sum, { key, received }) => (keys.includes(key) ? sum + received : sum), 0);
}

const parts = ['night', 'morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof parts)[number];

export interface Headline {
  readonly late: number;
  /** The building with most of them, where one has more than each other. */
  readonly where: { readonly building: string; readonly count: number } | undefined;
  /** The part of the day in which most of them were received. */
  readonly when: { readonly part: DayPart; readonly count: number } | undefined;
}

/** What of the late ones is worth a sentence. */
export function headlineOf({ totals, groups }: ShownStatistics): Headline {
  const where = soleMost((groups.building ?? []).map(({ key, response }) => [key, lateOf(response)]));
  const byPart = parts.map((part, index) => {
    const hours = (groups.hour ?? []).filter(({ key }) => Math.floor(Number(key.slice(2)) / 6) === index);
    return [part, hours.reduce((sum, { response }) => sum + lateOf(response), 0)] as const;
  });
  const when = soleMost(byPart);
  return {
    late: lateOf(totals.response),
    where: where && { building: where.key, count: where.count },
    when: when && { part: when.key, count: when.count },
  };
}

/** The key with the highest count, unless another has as many. */
function soleMost<Key>(
  counts: readonly (readonly [Key, number])[],
): { readonly key: Key; readonly count: number } | undefined {
  const [most, next] = [...counts].sort(([, one], [, other]) => other - one);
  if (most === undefined || most[1] === 0 || most[1] === next?.[1]) return undefined;
  return { key: most[0], count: most[1] };
}

/** The parts of one list in an order of their own; a part that the API leaves out has nothing. */
export const receivedOf = (groups: readonly ShownGroup[], key: string): number =>
  groups.find((group) => group.key === key)?.received ?? 0;
