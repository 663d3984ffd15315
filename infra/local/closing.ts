import { setTimeout as pause } from 'node:timers/promises';

/** The started parts, which are ended in reverse order. */
export interface Closing {
  add(close: () => Promise<unknown> | unknown): void;
  /** Ends every part, even when one fails. Only the first call has an effect. */
  closeAll(): Promise<void>;
}

/** A part that takes longer is abandoned, as is one that fails. */
const closeMillisecondsMax = 60_000;

export const createClosing = (): Closing => {
  const open: (() => Promise<unknown> | unknown)[] = [];
  let closed: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (let close = open.pop(); close !== undefined; close = open.pop()) {
      try {
        await Promise.race([close(), pause(closeMillisecondsMax, undefined, { ref: false })]);
      } catch {
        // The other parts must still end; this one ends with the process.
      }
    }
  };
  return {
    // A part that comes up after an interrupted start ended the others ends at once.
    add: (close) => {
      if (closed === undefined) open.push(close);
      else
        void Promise.resolve()
          .then(close)
          .catch(() => undefined);
    },
    closeAll: () => {
      closed ??= closeAll();
      return closed;
    },
  };
};
