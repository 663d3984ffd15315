import { setTimeout as pause } from 'node:timers/promises';

/** What has been started and must be ended, the last first. */
export interface Closing {
  add(close: () => Promise<unknown> | unknown): void;
  /** Ends everything, whatever fails on the way; once, however often it is called. */
  closeAll(): Promise<void>;
}

/** A part that takes longer hangs, and is left behind like one that fails. */
const closeMillisecondsMax = 60_000;

export const createClosing = (): Closing => {
  const open: (() => Promise<unknown> | unknown)[] = [];
  let closed: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (let close = open.pop(); close !== undefined; close = open.pop()) {
      try {
        await Promise.race([close(), pause(closeMillisecondsMax, undefined, { ref: false })]);
      } catch {
        // The others must end all the same; what is left of this one ends with the process.
      }
    }
  };
  return {
    add: (close) => open.push(close),
    closeAll: () => {
      closed ??= closeAll();
      return closed;
    },
  };
};
