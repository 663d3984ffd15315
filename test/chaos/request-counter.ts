/** Counts the requests of a round, so that a strike can wait for the n-th request instead of a time. */
export interface RequestCounter {
  /** Called with each request. */
  count(): void;
  begin(): void;
  /** The round is over: resolves everything that still waits. */
  end(): void;
  /** Resolves with the n-th request since `begin`, or at `end`. */
  at(nth: number): Promise<void>;
}

export function requestCounter(): RequestCounter {
  let requests = 0;
  let over = false;
  let waiting: { readonly nth: number; readonly resolve: () => void }[] = [];
  const resolveDue = (): void => {
    const due = waiting.filter(({ nth }) => over || nth <= requests);
    waiting = waiting.filter((one) => !due.includes(one));
    for (const one of due) one.resolve();
  };
  return {
    count() {
      requests += 1;
      resolveDue();
    },
    begin() {
      requests = 0;
      over = false;
    },
    end() {
      over = true;
      resolveDue();
    },
    at: (nth) =>
      new Promise((resolve) => {
        waiting.push({ nth, resolve });
        resolveDue();
      }),
  };
}
