/** Counts what a batch asks, so that somebody can wait for the n-th request instead of for seconds. */
export interface Moments {
  /** Called with each request. */
  count(): void;
  begin(): void;
  /** Nobody asks any more: all moments that were waited for have come. */
  end(): void;
  /** With the n-th request since the beginning, or at the end. */
  at(nth: number): Promise<void>;
}

export function moments(): Moments {
  let asked = 0;
  let over = false;
  let waiting: { readonly nth: number; readonly come: () => void }[] = [];
  const ring = (): void => {
    const come = waiting.filter(({ nth }) => over || nth <= asked);
    waiting = waiting.filter((one) => !come.includes(one));
    for (const one of come) one.come();
  };
  return {
    count() {
      asked += 1;
      ring();
    },
    begin() {
      asked = 0;
      over = false;
    },
    end() {
      over = true;
      ring();
    },
    at: (nth) =>
      new Promise((come) => {
        waiting.push({ nth, come });
        ring();
      }),
  };
}
