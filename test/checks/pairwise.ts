/** The values of each dimension. */
export type Dimensions = Readonly<Record<string, readonly string[]>>;
export type Chosen<S extends Dimensions> = { readonly [Dimension in keyof S]: S[Dimension][number] };

/** The Cartesian product of all dimensions. */
export const everyCombination = <S extends Dimensions>(dimensions: S): readonly Chosen<S>[] =>
  Object.entries(dimensions).reduce<readonly Record<string, string>[]>(
    (before, [dimension, values]) =>
      before.flatMap((one) => values.map((value) => ({ ...one, [dimension]: value }))),
    [{}],
  ) as readonly Chosen<S>[];

/** Every pair of values of one combination. */
export function pairsOf(one: Readonly<Record<string, string>>): readonly string[] {
  const named = Object.entries(one).map(([dimension, value]) => `${dimension} ${value}`);
  return named.flatMap((first, index) => named.slice(index + 1).map((second) => `${first} & ${second}`));
}

/**
 * A small subset in which every mark of the whole set occurs at least once, and all about equally often. Deterministic
 * and greedy: each step takes the item with the most missing marks, then the least frequent ones.
 */
export function coveringSubset<One>(
  all: readonly One[],
  marksOf: (one: One) => readonly string[],
): readonly One[] {
  const marked = all.map((one) => ({ one, marks: marksOf(one) }));
  const timesSeen = new Map(marked.flatMap(({ marks }) => marks.map((mark) => [mark, 0])));
  const seen = (mark: string): number => timesSeen.get(mark) ?? 0;
  /** One missing mark outweighs any number of marks already covered. */
  const score = (marks: readonly string[]): number =>
    marks.reduce((sum, mark) => sum + (seen(mark) === 0 ? 1_000_000 : -seen(mark)), 0);

  const taken: One[] = [];
  while ([...timesSeen.values()].includes(0)) {
    const scores = marked.map(({ marks }) => score(marks));
    const best = marked[scores.indexOf(Math.max(...scores))];
    if (best === undefined) break;
    taken.push(best.one);
    for (const mark of best.marks) timesSeen.set(mark, seen(mark) + 1);
  }
  return taken;
}
