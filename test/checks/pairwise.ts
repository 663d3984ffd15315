/** For each side of a thing, the values it may have. */
export type Sides = Readonly<Record<string, readonly string[]>>;
export type Chosen<S extends Sides> = { readonly [Side in keyof S]: S[Side][number] };

/** Everything there is: each value of each side with all values of all others. */
export const everyCombination = <S extends Sides>(sides: S): readonly Chosen<S>[] =>
  Object.entries(sides).reduce<readonly Record<string, string>[]>(
    (before, [side, values]) => before.flatMap((one) => values.map((value) => ({ ...one, [side]: value }))),
    [{}],
  ) as readonly Chosen<S>[];

/** Any two values that stand together in something. */
export function pairsOf(one: Readonly<Record<string, string>>): readonly string[] {
  const named = Object.entries(one).map(([side, value]) => `${side} ${value}`);
  return named.flatMap((first, index) => named.slice(index + 1).map((second) => `${first} & ${second}`));
}

/**
 * A few of many, in which every mark that any of them has stands at least once, and all about equally often. Always
 * the same few: each time the one that brings most of what is missing, and least of what was often there.
 */
export function fewOf<One>(all: readonly One[], marksOf: (one: One) => readonly string[]): readonly One[] {
  const marked = all.map((one) => ({ one, marks: marksOf(one) }));
  const timesSeen = new Map(marked.flatMap(({ marks }) => marks.map((mark) => [mark, 0])));
  const seen = (mark: string): number => timesSeen.get(mark) ?? 0;
  /** Any number of marks that were seen often weighs less than one that was never seen. */
  const worth = (marks: readonly string[]): number =>
    marks.reduce((sum, mark) => sum + (seen(mark) === 0 ? 1_000_000 : -seen(mark)), 0);

  const taken: One[] = [];
  while ([...timesSeen.values()].includes(0)) {
    const worths = marked.map(({ marks }) => worth(marks));
    const best = marked[worths.indexOf(Math.max(...worths))];
    if (best === undefined) break;
    taken.push(best.one);
    for (const mark of best.marks) timesSeen.set(mark, seen(mark) + 1);
  }
  return taken;
}
