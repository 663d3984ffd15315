/** Runs tasks one after the other, in the order of the calls. */
export type Exclusive = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** For operations that must not interleave, such as two drains of one queue or two moves of one clock. */
export const createExclusive = (): Exclusive => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const current = last.then(work, work);
    last = current.catch(() => undefined);
    return current;
  };
};
