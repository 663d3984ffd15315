/** A part that works in the background and can be drained. */
export interface Settling {
  /** Handles everything that is due; returns true if there was anything. */
  drain(): Promise<boolean>;
}

/** Resolves when no part has due work and no invocation is running. */
export type Settle = () => Promise<void>;

/** Limits the rounds, since a system whose parts always give each other work would never settle. */
const roundsMax = 1000;

/** Each part can create work for the others, so all are drained in turn until a round finds none. */
export const createSettle =
  (parts: readonly Settling[]): Settle =>
  async () => {
    for (let round = 0; round < roundsMax; round += 1) {
      let any = false;
      for (const part of parts) any = (await part.drain()) || any;
      if (!any) return;
    }
  };
