/** Runs what it is given one after the other, in the order it came. */
export type Exclusive = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Two drains of one queue, or two moves of one clock, must not interleave. */
export const createExclusive = (): Exclusive => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
};
